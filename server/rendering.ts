import type { Worker } from 'node:worker_threads'
import { assistantOutput, type Conversation } from './formats/conversation.ts'
import { asWritten, conversationToHtml } from './rendering/turns.ts'
import { openThread } from './thread.ts'

const longest = 200_000
const mostTurns = 500
const deadlineMs = 2_000

let queue: Promise<unknown> = Promise.resolve()
let thread: Promise<Worker> | null = null

/** Markdown to HTML that is safe in a page: nothing in it runs, loads, leads away or answers to a name. */
export function renderMarkdown(text: string): Promise<string> {
  return renderConversation(assistantOutput(text))
}

/**
 * One or more turns to safe HTML, tool calls folded. What is very long, nested very deep or takes more than two
 * seconds is shown as written instead; no text can hold up the server.
 */
export async function renderConversation(messages: Conversation): Promise<string> {
  if (isTooLong(messages)) return conversationToHtml(messages, asWritten)
  const turn = queue.then(() => layOut(messages))
  queue = turn.catch(() => null)
  return (await turn) ?? conversationToHtml(messages, asWritten)
}

function isTooLong(messages: Conversation): boolean {
  const characters = messages.reduce((sum, message) => sum + message.content.length, 0)
  return characters > longest || messages.length > mostTurns
}

async function layOut(messages: Conversation): Promise<string | null> {
  thread ??= startThread()
  const worker = await thread
  worker.ref()
  const answer = await withinDeadline(worker, messages)
  worker.unref()
  if (answer === undefined) {
    thread = null
    await worker.terminate()
  }
  return answer ?? null
}

/** @returns what the thread said, or undefined where it died or ran out of time */
function withinDeadline(worker: Worker, messages: Conversation): Promise<string | null | undefined> {
  return new Promise((resolve) => {
    const settle = (answer?: string | null) => {
      clearTimeout(timer)
      worker.off('message', settle).off('error', died).off('exit', died)
      resolve(answer)
    }
    const died = () => settle(undefined)
    const timer = setTimeout(died, deadlineMs)
    worker.on('message', settle).on('error', died).on('exit', died)
    worker.postMessage(messages)
  })
}

function startThread(): Promise<Worker> {
  const worker = openThread(new URL('./rendering/worker', import.meta.url))
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', () => {
      worker.off('error', reject)
      worker.unref()
      resolve(worker)
    })
  })
}
