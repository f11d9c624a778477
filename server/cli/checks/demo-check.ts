import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createToken } from '../../../db/accounts/tokens.ts'
import { createInvites } from '../../../db/testers/invites.ts'
import { shownModels } from '../../../db/voting/shown-models.ts'
import { demoCrowd } from '../../../demo/study.ts'
import { simulateVotes } from '../../../demo/votes.ts'
import { readConfig } from '../../config.ts'
import { createDemoStudy } from '../../demo.ts'
import { createLog } from '../../log.ts'
import { type RunningServer, serve } from '../../main.ts'
import type { Ranking } from '../../stats/ranking/ranking.ts'
import { note, print, printJson, printTable } from '../terminal/output.ts'
import { Refused } from '../terminal/usage.ts'

const people = 8
const linesShown = 3

/** Import, join, vote over HTTP, rank, export: the whole main job once, on a database that is thrown away. */
export async function checkMainJob(isJson: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-check-'))
  await chmod(folder, 0o755)
  const config = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' })
  const server = await serve({ config, log: createLog(config.logLevel) })
  try {
    await runMainJob(server, isJson)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function runMainJob(server: RunningServer, isJson: boolean): Promise<void> {
  const { db, url } = server
  const study = await createDemoStudy(db)
  note(`Imported ${study.slug}`)
  const [invite] = await createInvites(db, {
    studyId: study.id,
    kind: 'open',
    count: 1,
    label: 'check',
    cap: null,
    expires: null,
  })
  const answer = simulateVotes({ ...demoCrowd, testers: people })
  let votes = 0
  for (let tester = 0; tester < people; tester++) {
    const cookie = await joinOverHttp(`${url}/join/${invite?.code}`)
    for (;;) {
      const comparison = await shownComparison(`${url}/s/${study.key}`, cookie)
      if (!comparison) break
      const shown = await shownModels(db, { studyId: study.id, comparison })
      await voteOverHttp(`${url}/s/${study.key}/votes`, {
        cookie,
        comparison,
        choice: answer({ ...shown, tester }),
      })
      votes += 1
    }
  }
  note(`${people} testers cast ${votes} votes over HTTP`)

  const scopes = ['results:read', 'data:read'] as const
  const { token } = await createToken(db, {
    name: 'check',
    scopes,
    studyId: study.id,
    days: 1,
    by: 'demo --check',
  })
  const api = `${url}/api/v1/studies/${study.slug}`
  const ranking = JSON.parse(await download(`${api}/results`, token)) as Ranking
  if (ranking.counts.votes !== votes)
    throw new Refused(`${votes} votes were cast, ${ranking.counts.votes} were ranked`)

  const exported = (await download(`${api}/exports/votes.jsonl`, token)).trim().split('\n')
  if (exported.length !== votes)
    throw new Refused(`${votes} votes were cast, ${exported.length} were exported`)
  const training = (await download(`${api}/exports/dpo.jsonl`, token)).trim().split('\n')
  if (isJson) return printJson({ ranking, exported: exported.length, training: training.length })
  printRanking(ranking)
  print(`\nThe first lines of dpo.jsonl, of ${training.length}:`)
  for (const line of training.slice(0, linesShown)) print(line)
}

async function joinOverHttp(link: string): Promise<string> {
  const answer = await fetch(link, {
    method: 'POST',
    body: new URLSearchParams({ consent: 'yes' }),
    redirect: 'manual',
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (answer.status !== 303 || !cookie) throw new Refused(`Joining was answered with ${answer.status}`)
  return cookie
}

async function shownComparison(page: string, cookie: string): Promise<string | null> {
  const answer = await fetch(page, { headers: { cookie } })
  const html = await answer.text()
  if (answer.status !== 200) throw new Refused(`The tester's page was answered with ${answer.status}`)
  if (html.includes('data-screen="done"')) return null
  const comparison = /name="comparison" value="([\w-]+)"/.exec(html)?.[1]
  if (!comparison) throw new Refused('The page shows no comparison')
  return comparison
}

async function voteOverHttp(
  action: string,
  { cookie, comparison, choice }: { cookie: string; comparison: string; choice: string },
): Promise<void> {
  const body = new URLSearchParams({ comparison, choice })
  const answer = await fetch(action, { method: 'POST', body, headers: { cookie }, redirect: 'manual' })
  if (answer.status !== 303) throw new Refused(`A vote was answered with ${answer.status}`)
}

async function download(address: string, token: string): Promise<string> {
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  const text = await answer.text()
  if (!answer.ok) throw new Refused(`${address} was answered with ${answer.status}: ${text}`)
  return text
}

function printRanking({ models }: Ranking): void {
  const whole = (value: number | null) => (value === null ? '–' : value.toFixed(0))
  const percent = (value: number | null) => (value === null ? '–' : `${(100 * value).toFixed(0)} %`)
  printTable(
    ['rank', 'model', 'elo', '95 % interval', 'win rate', 'votes'],
    models.map((m) => [
      m.rank_low === m.rank_high ? `${m.rank_low}` : `${m.rank_low}–${m.rank_high}`,
      m.model,
      whole(m.elo),
      `${whole(m.elo_low)} to ${whole(m.elo_high)}`,
      percent(m.win_rate),
      `${m.votes}`,
    ]),
  )
}
