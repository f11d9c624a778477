/** One cell of the model × model grid: how many outputs to the same prompt could still be paired, how many slots are planned. */
export type ModelPair = { lo: number; hi: number; slots: number; remaining: number }

/** The next pair of models, and how probable this choice was among all there were. */
export type PlannedModels = { lo: number; hi: number; probability: number }

/**
 * Plans how many new pairs each pair of models gets: always the least-planned one next ("water-filling"), so a late
 * model catches up first. Ties are broken by `random`, so no model order shows; a choice among m equals has the
 * probability 1 / m.
 *
 * @param wanted how many pairs to plan in all
 * @param slotsPerPair votes wanted on each new pair
 * @returns pairs of models in the order they should be shown, at most `wanted` entries
 */
export function planModelPairs(
  grid: ModelPair[],
  { wanted, slotsPerPair, random }: { wanted: number; slotsPerPair: number; random: () => number },
): PlannedModels[] {
  const open = grid.filter((pair) => pair.remaining > 0)
  const heap = leastPlanned(open, { wanted, random }).sort(leastSlotsFirst)
  const equals = new Map<number, number>()
  for (const { slots } of open) equals.set(slots, (equals.get(slots) ?? 0) + 1)
  const plan: PlannedModels[] = []
  while (plan.length < wanted && heap.length > 0) {
    const pair = heap[0] as (typeof heap)[number]
    const among = equals.get(pair.slots) ?? 1
    plan.push({ lo: pair.lo, hi: pair.hi, probability: 1 / among })
    equals.set(pair.slots, among - 1)
    pair.slots += slotsPerPair
    pair.remaining -= 1
    pair.tieBreak = random()
    if (pair.remaining === 0) removeTop(heap)
    else {
      equals.set(pair.slots, (equals.get(pair.slots) ?? 0) + 1)
      siftDown(heap)
    }
  }
  return plan
}

/** The place of a least-shown open prompt, at random among equals, and how probable this one was. */
export function choosePrompt(
  shown: number[],
  { isOpen, random }: { isOpen: (at: number) => boolean; random: () => number },
): { at: number; probability: number } | null {
  let equals: number[] = []
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at < shown.length; at++) {
    const count = shown[at] as number
    if (count > least || !isOpen(at)) continue
    if (count < least) equals = []
    least = count
    equals.push(at)
  }
  const at = equals[Math.floor(random() * equals.length)]
  return at === undefined ? null : { at, probability: 1 / equals.length }
}

/** The `wanted` pairs with the fewest slots: no other can come into a plan of that length. */
function leastPlanned(
  pairs: ModelPair[],
  { wanted, random }: { wanted: number; random: () => number },
): Ranked[] {
  const tieBreaks = Float64Array.from(pairs, random)
  const keys = tieBreaks.map((tieBreak, n) => (pairs[n] as ModelPair).slots + tieBreak)
  const most = keys.toSorted()[wanted - 1] ?? Number.POSITIVE_INFINITY
  return pairs.flatMap((pair, n) =>
    (keys[n] as number) <= most ? [{ ...pair, tieBreak: tieBreaks[n] as number }] : [],
  )
}

type Ranked = ModelPair & { tieBreak: number }

const leastSlotsFirst = (x: Ranked, y: Ranked) => x.slots - y.slots || x.tieBreak - y.tieBreak

function removeTop(heap: Ranked[]): void {
  const last = heap.pop()
  if (last && heap.length > 0) {
    heap[0] = last
    siftDown(heap)
  }
}

/** A sorted array is a heap already; only its top ever changes. */
function siftDown(heap: Ranked[]): void {
  let at = 0
  for (;;) {
    let least = at
    for (const child of [2 * at + 1, 2 * at + 2]) {
      const candidate = heap[child]
      if (candidate && leastSlotsFirst(candidate, heap[least] as Ranked) < 0) least = child
    }
    if (least === at) return
    const moved = heap[at] as Ranked
    heap[at] = heap[least] as Ranked
    heap[least] = moved
    at = least
  }
}
