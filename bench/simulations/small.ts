import { type Crowd, crowdVotes, eloOfShare } from './crowd.ts'
import { type Part, percent, shareOf } from './part.ts'
import { type Watched, watch } from './small-study.ts'

const step = 10
const afternoon: Crowd = {
  testers: 12,
  prompts: 30,
  votes: 360,
  elo: [0, 0],
  varied: true,
  crossed: true,
}
const hour: Crowd = { ...afternoon, testers: 10, prompts: 10, votes: 100 }
const shares = [0.6, 0.65, 0.7, 0.75, 0.8]

/** How often a better model is found in an afternoon, and how soon. */
export const smallPower: Part = {
  title: 'Decided in a small study',
  about:
    'Two models, one truly better; everybody votes once on every prompt, in random order (`12 × 30`: 12 testers, 30 prompts), N as planned, a look after every 10 votes. Share of studies in which the better model was called better: `before` by the normal mixture (τ = 0.3) at 20 from 50 votes on, `now` by the procedure of [statistics](statistics.md#decisions), `no plan` by its e-value alone. The true share is of decisive votes over all testers and prompts. `new prompts`: each vote has a prompt of its own, and testers are of uneven activity (log-sd 0.7), which leaves some studies below six effective testers. The last row has six models, Elo 0, −30, −60, −110, −180, −300: studies with any decision.',
  seed: 11,
  run: (seed, quick, long) => ({
    head: ['study', 'true share', 'studies', 'before', 'now', 'no plan', 'before, 50 votes', 'now, 50 votes'],
    rows: powerRows(quick ? 4 : long ? 1000 : 150, seed),
  }),
}

function powerRows(runs: number, seed: number): string[][] {
  const designs = [
    { name: '12 × 30', crowd: afternoon },
    { name: '10 × 10', crowd: hour },
    { name: '12, new prompts', crowd: { ...afternoon, prompts: Infinity, crossed: false } },
  ]
  const two = designs.flatMap(({ name, crowd }, k) =>
    shares.map((share, n) => {
      const made = { ...crowd, elo: [eloOfShare(share, crowd.varied), 0] }
      const watched = studies(made, { runs, seed: seed * 1_000_000 + k * 100_000 + n * 10_000 })
      return [name, `${100 * share} %`, String(runs), ...powerOf(watched, (call) => call === 'm0>m1')]
    }),
  )
  const six = { ...afternoon, elo: [0, -30, -60, -110, -180, -300] }
  const watched = studies(six, { runs: Math.ceil(runs / 3), seed: seed * 1_000_000 + 900_000 })
  return [...two, ['six models, 12 × 30', '', String(watched.length), ...powerOf(watched, () => true)]]
}

type Study = { planned: Watched[]; unplanned: Watched[] }

function studies(crowd: Crowd, { runs, seed }: { runs: number; seed: number }): Study[] {
  return Array.from({ length: runs }, (_, run) => {
    const table = crowdVotes(crowd, seed + run)
    const [planned, unplanned] = watch(table, { plans: [plannedVotes(crowd), null], step }) as [
      Watched[],
      Watched[],
    ]
    return { planned, unplanned }
  })
}

const plannedVotes = ({ votes }: Crowd) => Math.min(votes, afternoon.votes)

function powerOf(watched: Study[], counts: (call: string) => boolean): string[] {
  const share = (of: (study: Study) => Watched[], by: 'now' | 'before', until = Infinity) => {
    const found = watched.filter((study) =>
      of(study).some((moment) => moment.votes <= until && moment[by].some(counts)),
    )
    return percent(found.length / watched.length)
  }
  const planned = (study: Study) => study.planned
  return [
    share(planned, 'before'),
    share(planned, 'now'),
    share((study) => study.unplanned, 'now'),
    share(planned, 'before', 50),
    share(planned, 'now', 50),
  ]
}

const equal: Crowd = { testers: 12, prompts: 30, votes: 1000, elo: [0, 0], varied: true }
const six = [0, 0, 0, 0, 0, 0]

/** Equal models, few or uneven people: how often is one ever called better? */
export const smallErrors: Part = {
  title: 'Equal models in small studies: any false “better” (goal: at most 5 %)',
  about:
    'Planned are 360 votes; a look after every 10 votes up to 1,000, so also long after the plan. Testers are of uneven activity (log-sd 0.7, or Zipf), votes fall on prompts at random. Columns as above; `by 360` counts what was said within the plan.',
  seed: 12,
  run: (seed, quick, long) => ({
    head: ['testers', 'prompts', 'models', 'studies', 'before', 'now', 'now, by 360', 'no plan'],
    rows: nullDesigns.map(({ name, crowd }, k) => {
      const full = quick ? 3 : long ? 1000 : 200
      const runs = crowd.elo.length > 2 ? Math.ceil(full / 2) : full
      const watched = studies(crowd, { runs, seed: seed * 1_000_000 + k * 50_000 })
      const any = (of: (study: Study) => string[][]) =>
        shareOf(watched.filter((study) => of(study).some((calls) => calls.length > 0)).length, runs)
      const prompts = Number.isFinite(crowd.prompts) ? String(crowd.prompts) : 'all new'
      return [
        ...[name, prompts, String(crowd.elo.length), String(runs)],
        any(({ planned }) => planned.map((moment) => moment.before)),
        any(({ planned }) => planned.map((moment) => moment.now)),
        any(({ planned }) => planned.filter(({ votes }) => votes <= 360).map((moment) => moment.now)),
        any(({ unplanned }) => unplanned.map((moment) => moment.now)),
      ]
    }),
  }),
}

const nullDesigns: { name: string; crowd: Crowd }[] = [
  { name: '12', crowd: equal },
  { name: '4', crowd: { ...equal, testers: 4 } },
  { name: '5', crowd: { ...equal, testers: 5 } },
  { name: '8', crowd: { ...equal, testers: 8 } },
  { name: '12', crowd: { ...equal, prompts: 5 } },
  { name: '12', crowd: { ...equal, prompts: 8 } },
  { name: '12', crowd: { ...equal, prompts: Infinity } },
  { name: '20, Zipf 1', crowd: { ...equal, testers: 20, zipf: 1 } },
  { name: '40, Zipf 1.5', crowd: { ...equal, testers: 40, zipf: 1.5 } },
  { name: '40, independent', crowd: { ...equal, testers: 40, prompts: 100, varied: false } },
  { name: '12', crowd: { ...equal, elo: six } },
  { name: '12', crowd: { ...equal, prompts: 8, elo: six } },
]
