type Mark = {
  text: string
  /** In percent of the width. */
  x: number
  /** In pixels, as are the ends of the interval through it. */
  y: number
  top: number
  bottom: number
}
type Label = { y: number; shift: number; anchor: 'start' | 'end' }
type Box = { left: number; right: number; top: number; bottom: number }

const NARROWEST = 320
const CHARACTER = 7
const ASCENT = 11
const DESCENT = 3

/** A name that must not be longer than there is room; the chart's table has it in full. */
export const shorten = (name: string, length: number) =>
  name.length > length ? `${name.slice(0, length - 1).trimEnd()}…` : name

/** Places names beside the marks of a scatter plot so that on the narrowest screen as few as possible overlap. */
export function placeLabels(marks: Mark[]): Label[] {
  const taken = marks.flatMap((mark) => [dotBox(mark), intervalBox(mark)])
  return marks.map((mark) => {
    const chosen = bestOf(candidatesFor(mark), (label) => {
      const box = boxOf(mark, label)
      const outside = box.left < 0 || box.right > NARROWEST
      return taken.filter((other) => overlap(other, box)).length + (outside ? 10 : 0)
    })
    taken.push(boxOf(mark, chosen))
    return chosen
  })
}

/** Beside the dot first, then lifted and lowered. */
function candidatesFor({ y }: Mark): [Label, ...Label[]] {
  const right: Label = { y: y + 4, shift: 10, anchor: 'start' }
  const left: Label = { y: y + 4, shift: -10, anchor: 'end' }
  const moved = [16, -16, 32, -32, 48, -48].flatMap((by) =>
    [right, left].map((label) => ({ ...label, y: label.y + by })),
  )
  return [right, left, ...moved]
}

function bestOf(candidates: [Label, ...Label[]], cost: (label: Label) => number): Label {
  return candidates.reduce((best, label) => (cost(label) < cost(best) ? label : best))
}

function boxOf({ text, x }: Mark, { y, shift, anchor }: Label): Box {
  const width = text.length * CHARACTER
  const start = middleOf(x) + shift
  const left = anchor === 'start' ? start : start - width
  return { left, right: left + width, top: y - ASCENT, bottom: y + DESCENT }
}

const dotBox = ({ x, y }: Mark): Box => around(middleOf(x), 6, y - 6, y + 6)
const intervalBox = ({ x, top, bottom }: Mark): Box => around(middleOf(x), 3, top, bottom)

const middleOf = (x: number) => (x / 100) * NARROWEST

const around = (middle: number, arm: number, top: number, bottom: number): Box => ({
  left: middle - arm,
  right: middle + arm,
  top,
  bottom,
})

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
