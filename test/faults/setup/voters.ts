import type { Joined } from '../../../bench/setup/testers.ts'
import { browser, comparisonIn } from '../../../bench/setup/voter.ts'
import { createRandom } from '../../../server/stats/special/random.ts'

/** One answer that a client tried to give, and whether it was told that it is kept. */
export type Attempt = { comparison: string; choice: string; acked: boolean }

export type History = {
  attempts: Attempt[]
  /** answers other than saved, or not saved with the choice still there */
  surprises: string[]
  notSaved: number
  lost: number
  slowestMs: number
}

export const newHistory = (): History => ({ attempts: [], surprises: [], notSaved: 0, lost: 0, slowestMs: 0 })

const choices = ['a', 'b', 'tie', 'both_bad']
const patienceMs = 60_000

/** People who vote, one after the other pair, and send an answer again until they hear that it is saved. */
export function startVoters(
  url: string,
  { joined, history, seed }: { joined: Joined[]; history: History; seed: number },
) {
  let stopping = false
  const running = joined.map((one, n) =>
    voteOn(url, { one, history, random: createRandom(seed + n), isStopping: () => stopping }),
  )
  return async () => {
    stopping = true
    await Promise.all(running)
  }
}

type Voter = { one: Joined; history: History; random: () => number; isStopping: () => boolean }

async function voteOn(url: string, { one, history, random, isStopping }: Voter): Promise<void> {
  const person = browser(url, one)
  const ask = async (send: () => ReturnType<typeof person.page>) => {
    const started = performance.now()
    const answer = await send().catch(() => null)
    history.slowestMs = Math.max(history.slowestMs, performance.now() - started)
    if (!answer) history.lost += 1
    return answer
  }
  let comparison: string | null = null
  while (!isStopping()) {
    if (!comparison) {
      const page = await ask(person.page)
      comparison = page?.status === 200 ? comparisonIn(page.html) : null
      if (page && page.status !== 200 && page.status !== 503) history.surprises.push(`page ${page.status}`)
      if (!comparison) await pause(50)
      continue
    }
    const attempt: Attempt = { comparison, choice: choices[Math.floor(random() * 4)] as string, acked: false }
    history.attempts.push(attempt)
    comparison = null
    const until = performance.now() + patienceMs
    while (performance.now() < until) {
      const answer = await ask(() => person.vote(attempt.comparison, attempt.choice))
      if (answer?.status === 200) {
        attempt.acked = true
        comparison = comparisonIn(answer.html)
        break
      }
      if (answer?.status === 503) {
        history.notSaved += 1
        if (!keepsChoice(answer.html, attempt)) history.surprises.push('503 without the choice')
      } else if (answer) {
        history.surprises.push(`vote ${answer.status}`)
        break
      }
      await pause(100)
    }
  }
  person.close()
}

const keepsChoice = (html: string, { comparison, choice }: Attempt) =>
  html.includes(`name="choice" value="${choice}"`) && html.includes(`name="comparison" value="${comparison}"`)

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
