import { parentPort } from 'node:worker_threads'
import { conversationToHtml, laidOut } from './turns.ts'

/** The thread that lays texts out. It answers null where it cannot, and is ended from outside when it takes too long. */
parentPort?.on('message', (messages) => {
  parentPort?.postMessage(attempt(messages))
})
parentPort?.postMessage('ready')

function attempt(messages: Parameters<typeof conversationToHtml>[0]): string | null {
  try {
    return conversationToHtml(messages, laidOut)
  } catch {
    return null
  }
}
