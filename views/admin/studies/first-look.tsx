import type { ExampleTally } from '../../../server/domain/result-rows.ts'
import type { Study } from '../../../server/domain/study.ts'
import type { FewExamples } from '../../../server/stats/judges/few-examples.ts'
import { amount, coefficient, counted, percent, percentInterval } from '../../charts/numbers.ts'
import { type Frame, StudyPage } from '../layout.tsx'

export type FirstLook = { first: string; second: string; examples: ExampleTally[]; figures: FewExamples }
type FirstLookProps = { frame: Frame; study: Study; look: FirstLook | null }

/** What a handful of examples show, and what they cannot. */
export function FirstLookPage({ frame, study, look }: FirstLookProps) {
  return (
    <StudyPage frame={frame} study={study} tab="Overview">
      <h2>First look</h2>
      {look ? (
        <>
          <Verdict look={look} />
          <Examples look={look} />
          <Limits look={look} />
        </>
      ) : (
        <p>
          A first look is for two models and at most 50 prompts.{' '}
          <a href={`/studies/${study.slug}/results`}>Results</a> has the ranking.
        </p>
      )}
    </StudyPage>
  )
}

function Verdict({ look: { first, second, figures } }: { look: FirstLook }) {
  const { wins, losses, undecided, p, share } = figures
  const decided = wins + losses
  if (decided === 0) return <p>No example is decided yet.</p>
  return (
    <>
      <p>
        Most people preferred {first} on {wins} of {counted(decided, 'decided example')}, {second} on {losses}
        {undecided > 0 && `; ${undecided} undecided`}. If both were equally good, a split this uneven would
        come up by chance with probability {coefficient(p)} (exact sign test over examples).
      </p>
      <p>
        Share of examples on which {first} is preferred: {percent(share?.value ?? null)}, 95 % interval{' '}
        {percentInterval(share?.low ?? null, share?.high ?? null)} (Clopper–Pearson, n = {decided}).
      </p>
    </>
  )
}

const Examples = ({ look: { first, second, examples } }: { look: FirstLook }) => (
  <section class="table-scroll" tabindex={0} aria-label="Examples">
    <table>
      <thead>
        <tr>
          <th scope="col">Example</th>
          <th scope="col">{first}</th>
          <th scope="col">{second}</th>
          <th scope="col">Neither</th>
          <th scope="col">Mean score of {first}</th>
          <th scope="col">Mean score of {second}</th>
        </tr>
      </thead>
      <tbody>
        {examples.map(({ question, modelLo, lo, hi, neither, scoreLo, scoreHi }) => (
          <tr>
            <th scope="row" dir="auto">
              {question.slice(0, 120)}
            </th>
            <td>{modelLo === first ? lo : hi}</td>
            <td>{modelLo === first ? hi : lo}</td>
            <td>{neither}</td>
            <td>{amount(modelLo === first ? scoreLo : scoreHi)}</td>
            <td>{amount(modelLo === first ? scoreHi : scoreLo)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

function Limits({ look: { examples, figures } }: { look: FirstLook }) {
  const { needed, fewest, wins, losses } = figures
  return (
    <section>
      <h3>What {counted(examples.length, 'example')} can and cannot show</h3>
      <ul>
        <li>
          They show whether people understand the question, whether the answers display well, and where the
          variants differ visibly: read the rows above.
        </li>
        <li>
          {needed === null
            ? `They cannot show which variant is better in general: with ${counted(wins + losses, 'decided example')} even all of them going one way stays within chance at 95 %. It takes ${fewest} or more.`
            : `At 95 %, one variant has to be preferred on at least ${needed} of the ${wins + losses} decided examples.`}
        </li>
        <li>
          More people on the same prompts make each row surer, not the conclusion: it rests on the number of
          prompts. Add prompts you did not pick for their outcome.
        </li>
        <li>
          Looking again and again until it tips does not count: decide beforehand how many you will ask.
        </li>
      </ul>
    </section>
  )
}
