import { count, percent } from './numbers.ts'

type ProgressProps = { id: string; label: string; done: number; wanted: number }

/** A line of text and a bar; the text alone says everything. */
export function ProgressBar({ id, label, done, wanted }: ProgressProps) {
  const share = wanted > 0 ? Math.min(1, done / wanted) : 0
  const text = `${count(done)} of ${count(wanted)} ${label}${wanted > 0 ? ` (${percent(share)})` : ''}`
  return (
    <div class="progress" id={id}>
      <p class="progress-text">{text}</p>
      <svg
        class="chart-drawing"
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        width="100%"
        height="10"
      >
        <title id={`${id}-title`}>Progress</title>
        <desc id={`${id}-desc`}>{text}</desc>
        <rect class="chart-track" width="100%" height="10" rx="2" />
        <rect class="chart-bar" width={`${(share * 100).toFixed(2)}%`} height="10" rx="2" />
      </svg>
    </div>
  )
}
