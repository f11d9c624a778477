const paths = {
  square: 'M-5 -5H5V5H-5Z',
  triangle: 'M0 -6L6 5H-6Z',
  diamond: 'M0 -7L7 0L0 7L-7 0Z',
  down: 'M0 6L6 -5H-6Z',
  cross: 'M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z',
  bar: 'M-7 -3H7V3H-7Z',
} as const

type Shape = 'circle' | keyof typeof paths

const order: Shape[] = ['circle', 'square', 'triangle', 'diamond', 'down', 'cross', 'bar']

/** A mark for each kind, in alphabetical order so that it stays the same; none where there are no kinds. */
export function shapesOf(kinds: (string | null)[]): Map<string, Shape> {
  const names = [...new Set(kinds.filter((kind) => kind !== null))].sort()
  return new Map(names.map((name, i) => [name, order[i % order.length] as Shape]))
}

type MarkProps = { shape: Shape; x: string; y: number; open: boolean }

/** A path takes no percentages, so it stands in a drawing of its own that does. */
export function Mark({ shape, x, y, open }: MarkProps) {
  const look = open ? 'chart-dot chart-dot-open' : 'chart-dot'
  if (shape === 'circle') return <circle class={look} cx={x} cy={y} r={5} />
  return (
    <svg x={x} y={y} overflow="visible" aria-hidden="true">
      <path class={look} d={paths[shape]} />
    </svg>
  )
}
