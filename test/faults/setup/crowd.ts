import { gridStudy } from '../../../bench/setup/grid.ts'
import { type Joined, joinTesters } from '../../../bench/setup/testers.ts'
import { browser, comparisonIn } from '../../../bench/setup/voter.ts'
import type { Db } from '../../../db/connection/client.ts'
import { miscounted } from './assert-safe.ts'
import { pause } from './voters.ts'

type Crowd = { urls: string[]; slug: string; testers: number; pairs: number; votesPerPair: number }
type Visit = { answers: number; problems: string[] }

const mostAnswers = 1000
const mostLooks = 100

/** Testers who come in the same second to a study that nobody has seen, and answer until they are told it is over. */
export async function visitInCrowd(db: Db, { urls, slug, testers, pairs, votesPerPair }: Crowd) {
  const settings = {
    votes_per_pair: votesPerPair,
    repeat_share: 0,
    max_votes_per_tester: null,
    break_after: 0,
  }
  const study = await gridStudy(db, { slug, models: 2, prompts: pairs, settings, analyze: false })
  const joined = await joinTesters(db, { studyId: study.id, count: testers })
  const visits = await Promise.all(joined.map((one, n) => visit(urls[n % urls.length] as string, one)))
  return {
    answers: visits.map(({ answers }) => answers),
    problems: [...visits.flatMap(({ problems }) => problems), ...(await miscounted(db, study.id))],
  }
}

async function visit(url: string, one: Joined): Promise<Visit> {
  const person = browser(url, one)
  let answers = 0
  let looks = 0
  let shown = await person.page()
  for (;;) {
    const screen = /data-screen="(\w+)"/.exec(shown.html)?.[1]
    if (shown.status === 200 && screen === 'comparison' && answers < mostAnswers) {
      shown = await person.vote(comparisonIn(shown.html) ?? '', 'a')
      answers += Number(shown.status === 200)
    } else if (shown.status === 200 && screen === 'break' && looks < mostLooks) {
      looks += 1
      await pause(100)
      shown = await person.page()
    } else {
      person.close()
      return { answers, problems: screen === 'done' ? [] : [`${shown.status} ${screen} after ${answers}`] }
    }
  }
}
