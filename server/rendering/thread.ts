import type { Worker } from 'node:worker_threads'
import type { Conversation } from '../domain/conversation.ts'
import { openThread } from '../threads/thread.ts'
import type { Tags } from './markdown/markdown.ts'

const deadlineMs = 2_000

export type LayoutTask = { messages: Conversation; tags: Tags }
type Waiting = { task: LayoutTask; settle: (html: string | null) => void }

/**
 * One thread that lays texts out in the order they come. It is sent all that wait, so that it need not idle while this
 * thread reads; what takes it longer than two seconds ends it, and a new one is sent the rest.
 */
export class RenderThread {
  private readonly waiting: Waiting[] = []
  private worker: Worker | null = null
  private isReady = false
  private deadline: NodeJS.Timeout | undefined

  /** @returns null where it cannot be laid out, or not in time */
  layOut(task: LayoutTask): Promise<string | null> {
    return new Promise((settle) => {
      this.waiting.push({ task, settle })
      if (!this.worker) this.start()
      else if (this.isReady) {
        this.worker.postMessage(task)
        if (this.waiting.length === 1) this.expectAnswer(this.worker)
      }
    })
  }

  private start() {
    const worker = openThread(new URL('./worker', import.meta.url))
    this.worker = worker
    this.isReady = false
    worker
      .on('message', (answer: string | null) => {
        if (this.isReady) this.settleFirst(answer)
        this.isReady = true
        if (this.waiting.length > 0) this.expectAnswer(worker)
        else worker.unref()
      })
      .once('message', () => {
        for (const { task } of this.waiting) worker.postMessage(task)
      })
      .on('error', () => this.giveUp(worker))
      .on('exit', () => this.giveUp(worker))
  }

  private expectAnswer(worker: Worker) {
    worker.ref()
    this.deadline = setTimeout(() => this.giveUp(worker), deadlineMs)
  }

  private settleFirst(html: string | null) {
    clearTimeout(this.deadline)
    this.waiting.shift()?.settle(html)
  }

  /** Whatever the thread died of or hung on is the first that waits; the others are not to blame. */
  private giveUp(worker: Worker) {
    if (this.worker !== worker) return
    this.worker = null
    worker.removeAllListeners()
    void worker.terminate()
    this.settleFirst(null)
    if (this.waiting.length > 0) this.start()
  }
}
