import { count } from '../charts/numbers.ts'
import type { ResultsProps } from './props.ts'

export const DataLinks = ({ links, position }: Pick<ResultsProps, 'links' | 'position'>) => (
  <p class="data-links">
    Data: <a href={links.csv}>CSV</a> · <a href={links.json}>JSON</a>
    {links.permalink && (
      <>
        {' '}
        · <a href={links.permalink}>permalink</a>
      </>
    )}{' '}
    <span class="note">as of vote {count(position)}</span>
  </p>
)
