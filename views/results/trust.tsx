import type { Child } from 'hono/jsx'
import type { Share } from '../charts/gauge.tsx'
import { coefficient, counted, elo, percent, percentInterval, signedElo } from '../charts/numbers.ts'
import { Drawer } from './drawer.tsx'
import { flipFact, oneTesterFact } from './hangs-on.ts'
import type { Ranking, ResultsProps, Trust } from './props.ts'
import { explainTrust } from './words/explanations.ts'

type TrustProps = Pick<ResultsProps, 'trust' | 'ranking' | 'leftOut'>

/** What could be wrong with these numbers, measured. */
export function TrustRow({ trust, ranking, leftOut }: TrustProps) {
  const [flip, tester] = [flipFact(ranking), oneTesterFact(leftOut.tester)]
  return (
    <section>
      <h2>Can you trust it?</h2>
      <dl class="facts">
        <Fact name="First side chosen" value={shareWords(trust.left)}>
          {sideWords(trust.left)}
        </Fact>
        <Fact name="Order effect" value={orderWords(ranking)}>
          what being shown first is worth{orderNote(ranking)}
        </Fact>
        <Fact name="Testers agree with themselves" value={shareWords(trust.selfAgreement)}>
          {trust.selfAgreement
            ? `on ${counted(trust.selfAgreement.total, 'swapped repeat')}`
            : 'no repeats answered yet'}
        </Fact>
        <Fact name="Testers agree with each other" value={alphaWords(trust.alpha)}>
          {trust.alpha
            ? `Krippendorff's α over ${counted(trust.alpha.units, 'pair')} of outputs`
            : 'no pair with two votes yet'}
        </Fact>
        <Fact name="Votes to change first place" value={flip.value}>
          {flip.note}
        </Fact>
        <Fact name="One tester changes first place" value={tester.value}>
          {tester.note}
        </Fact>
      </dl>
      <Drawer about="these checks" explanation={explainTrust(ranking)} />
    </section>
  )
}

const Fact = ({ name, value, children }: { name: string; value: string; children: Child }) => (
  <div class="fact">
    <dt>{name}</dt>
    <dd class="fact-value">{value}</dd>
    <dd class="fact-note">{children}</dd>
  </div>
)

const shareWords = (value: Share | null) =>
  value ? `${percent(value.share)} ${percentInterval(value.low, value.high)}` : '–'

function sideWords(left: Share | null): string {
  if (left === null || left.low === null || left.high === null) return 'of decisive votes; 50 % is fair'
  const fair = left.low <= 0.5 && left.high >= 0.5
  return `of ${counted(left.total, 'decisive vote')}; ${fair ? '50 % is inside the interval' : '50 % is outside the interval'}`
}

function orderWords({ order_effect: effect, method }: Ranking): string {
  if (effect) return `${signedElo(effect.elo)} Elo`
  return method.order_effect ? 'cannot be told' : 'not fitted'
}

function orderNote({ order_effect: effect }: Ranking): string {
  if (!effect) return ''
  const error = effect.se === null ? '' : `, standard error ${elo((effect.se * 400) / Math.LN10)} Elo`
  const p = effect.p === null ? '' : `, p = ${coefficient(effect.p)}`
  return `; taken out of the strengths${error}${p}`
}

function alphaWords(alpha: Trust['alpha']): string {
  if (!alpha) return '–'
  const interval = alpha.low === null ? '' : ` [${coefficient(alpha.low)}, ${coefficient(alpha.high)}]`
  return `α = ${coefficient(alpha.value)}${interval}`
}
