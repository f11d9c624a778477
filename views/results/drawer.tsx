import type { Explanation } from './words/explanations.ts'

type DrawerProps = { about: string; explanation: Explanation }

export const Drawer = ({ about, explanation }: DrawerProps) => (
  <details class="drawer">
    <summary>How {about} came about</summary>
    <dl>
      <dt>Method</dt>
      <dd>{explanation.how}</dd>
      <dt>Formula</dt>
      <dd class="drawer-formula">{explanation.formula}</dd>
      <dt>From</dt>
      <dd>{explanation.n}</dd>
      <dt>What it does not say</dt>
      <dd>{explanation.doesNotSay}</dd>
      <dt>Source</dt>
      <dd>{explanation.source}</dd>
    </dl>
  </details>
)
