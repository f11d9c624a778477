import { parentPort } from 'node:worker_threads'
import type { LayoutTask } from './thread.ts'
import { conversationToHtml, laidOut } from './turns.ts'

/** The thread that lays texts out. It answers null where it cannot, and is ended from outside when it takes too long. */
parentPort?.on('message', (task: LayoutTask) => {
  parentPort?.postMessage(attempt(task))
})
parentPort?.postMessage('ready')

function attempt({ messages, tags }: LayoutTask): string | null {
  try {
    return conversationToHtml(messages, laidOut(tags))
  } catch {
    return null
  }
}
