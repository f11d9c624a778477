import { cholesky, inverseOfCholesky } from '../special/matrix.ts'
import { maximise, type Slope } from '../special/newton.ts'
import type { Cells } from '../votes/cells.ts'

/**
 * A model of one comparison. `at` writes, for the linear predictor η and the answers counted, the log-likelihood, its
 * gradient and minus its second derivatives into `out`: value, ∂η, ∂λ, −∂η∂η, −∂η∂λ, −∂λ∂λ, where λ = log ν belongs
 * to models with a tie parameter and the entries of λ stay 0 in the others.
 */
export interface ComparisonModel {
  tieParameter: boolean
  at: (point: { eta: number; lambda: number }, answers: Answers, out: Float64Array) => void
}

export interface Answers {
  first: number
  second: number
  tie: number
}

export interface StrengthOptions {
  /** Standard deviation of a normal prior on every strength; maximum likelihood without it. */
  priorSd?: number | null
  /** Parameters to start from, such as those of the last fit. */
  start?: Float64Array
}

/** A fitted model. Parameters stand in the order θ (size), extra coefficients (width), log ν. */
export interface Strengths {
  size: number
  width: number
  parameters: Float64Array
  /** Strengths in natural-log odds, summing to 0. */
  theta: Float64Array
  logNu: number | null
  /** (H + λI)⁻¹, or the pseudo-inverse of H under Σθ = 0: the bread of the sandwich, by rows. */
  bread: Float64Array
  logLikelihood: number
  steps: number
}

/**
 * Fits a model of comparisons by Newton's method. O(cells + parameters³) a step.
 *
 * Without a prior the likelihood does not change when a constant is added to every θ. A multiple of 11ᵀ on their
 * block of the information fixes Σθ = 0 and nothing else.
 *
 * @throws RangeError where no finite maximum exists; callers check the graph of wins first (components.ts).
 */
export function fitStrengths(
  model: ComparisonModel,
  cells: Cells,
  { priorSd = null, start }: StrengthOptions = {},
): Strengths {
  const count = cells.size + cells.width + (model.tieParameter ? 1 : 0)
  const from = start?.length === count ? start : startingPoint(model, cells, count)
  const precision = priorSd === null ? 0 : 1 / priorSd ** 2
  const { point, slope, steps } = maximise(from, (at) => {
    const here = slopeAt(model, cells, at)
    return precision > 0 ? addPrior(here, at, cells.size, precision) : pinSum(here, cells.size)
  })
  if (precision === 0) centre(point, cells.size)
  return {
    size: cells.size,
    width: cells.width,
    parameters: point,
    theta: point.slice(0, cells.size),
    logNu: model.tieParameter ? (point[count - 1] as number) : null,
    bread: precision > 0 ? inverse(slope.information, count) : breadOf(slope, cells.size),
    logLikelihood: slope.value,
    steps,
  }
}

/** Log-likelihood, gradient and information (minus the Hessian) at a point, without prior or constraint. */
export function slopeAt(model: ComparisonModel, cells: Cells, point: Float64Array): Slope {
  const { width } = cells
  const count = point.length
  const gradient = new Float64Array(count)
  const information = new Float64Array(count * count)
  const out = new Float64Array(6)
  const at = { eta: 0, lambda: model.tieParameter ? (point[count - 1] as number) : 0 }
  const answers = { first: 0, second: 0, tie: 0 }
  const terms = { gradient, information, out, cells, hasTies: model.tieParameter }
  let value = 0
  for (let cell = 0; cell < cells.length; cell++) {
    const i = cells.first[cell] as number
    const j = cells.second[cell] as number
    at.eta = predictor(cells, cell, point)
    answers.first = cells.winsFirst[cell] as number
    answers.second = cells.winsSecond[cell] as number
    answers.tie = cells.ties[cell] as number
    model.at(at, answers, out)
    value += out[0] as number
    const slope = out[1] as number
    const curve = out[3] as number
    gradient[i] = (gradient[i] as number) + slope
    gradient[j] = (gradient[j] as number) - slope
    const [ii, jj] = [i * count + i, j * count + j]
    const ij = i > j ? i * count + j : j * count + i
    information[ii] = (information[ii] as number) + curve
    information[jj] = (information[jj] as number) + curve
    information[ij] = (information[ij] as number) - curve
    if (width === 0 && !model.tieParameter) continue
    addExtras(terms, cell)
  }
  return { value, gradient, information: mirrored(information, count) }
}

type ExtraTerms = {
  gradient: Float64Array
  information: Float64Array
  /** What the model wrote for this cell. */
  out: Float64Array
  cells: Cells
  hasTies: boolean
}

/** The entries of the extra coefficients, and of log ν, that one cell adds below the diagonal. */
function addExtras({ gradient, information, out, cells, hasTies }: ExtraTerms, cell: number): void {
  const { size, width } = cells
  const count = gradient.length
  const i = cells.first[cell] as number
  const j = cells.second[cell] as number
  const [slope, curve, mixed] = [out[1] as number, out[3] as number, out[4] as number]
  for (let k = 0; k < width + Number(hasTies); k++) {
    const isTie = k === width
    const x = isTie ? 0 : (cells.extras[cell * width + k] as number)
    const bend = isTie ? mixed : curve * x
    const row = (size + k) * count
    gradient[size + k] = (gradient[size + k] as number) + (isTie ? (out[2] as number) : slope * x)
    information[row + i] = (information[row + i] as number) + bend
    information[row + j] = (information[row + j] as number) - bend
    for (let m = 0; m < Math.min(k + 1, width); m++) {
      const at = row + size + m
      information[at] = (information[at] as number) + bend * (cells.extras[cell * width + m] as number)
    }
    if (isTie) information[row + size + k] = (information[row + size + k] as number) + (out[5] as number)
  }
}

/** θ[first] − θ[second] + Σ extras · coefficient. */
export function predictor(cells: Cells, cell: number, point: Float64Array): number {
  const { size, width } = cells
  let eta = (point[cells.first[cell] as number] as number) - (point[cells.second[cell] as number] as number)
  for (let k = 0; k < width; k++) {
    eta += (point[size + k] as number) * (cells.extras[cell * width + k] as number)
  }
  return eta
}

function startingPoint(model: ComparisonModel, cells: Cells, count: number): Float64Array {
  const start = new Float64Array(count)
  if (!model.tieParameter) return start
  let ties = 0
  let decisive = 0
  for (let cell = 0; cell < cells.length; cell++) {
    ties += cells.ties[cell] as number
    decisive += (cells.winsFirst[cell] as number) + (cells.winsSecond[cell] as number)
  }
  start[count - 1] = Math.log((2 * (ties + 0.5)) / (decisive + 1))
  return start
}

/** Subtracts the mean of θ. */
function centre(point: Float64Array, size: number): void {
  const theta = point.subarray(0, size)
  const mean = theta.reduce((sum, value) => sum + value, 0) / size
  theta.forEach((value, k) => {
    theta[k] = value - mean
  })
}

function addPrior(slope: Slope, point: Float64Array, size: number, precision: number): Pinned {
  const count = point.length
  let value = slope.value
  for (let k = 0; k < size; k++) {
    const theta = point[k] as number
    value -= (precision * theta * theta) / 2
    slope.gradient[k] = (slope.gradient[k] as number) - precision * theta
    slope.information[k * count + k] = (slope.information[k * count + k] as number) + precision
  }
  return { ...slope, value, pin: 0 }
}

/** A slope with what was added to every entry of the block of θ. */
type Pinned = Slope & { pin: number }

/** Adds c · 11ᵀ to the block of θ, c its mean diagonal over its size, so that the scales agree. */
function pinSum(slope: Slope, size: number): Pinned {
  const { information } = slope
  const count = slope.gradient.length
  let trace = 0
  for (let k = 0; k < size; k++) trace += information[k * count + k] as number
  const pin = (trace > 0 ? trace / size : 1) / size
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) information[i * count + j] = (information[i * count + j] as number) + pin
  }
  return { ...slope, pin }
}

/** The pseudo-inverse: the inverse of the pinned information less what the pin put in. */
function breadOf({ information, gradient, pin }: Pinned, size: number): Float64Array {
  const count = gradient.length
  const bread = inverse(information, count)
  const added = 1 / (pin * size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) bread[i * count + j] = (bread[i * count + j] as number) - added
  }
  return bread
}

function inverse(information: Float64Array, count: number): Float64Array {
  const factor = cholesky(information, count)
  if (!factor)
    throw new RangeError('the likelihood has no single maximum: its information matrix is singular')
  return inverseOfCholesky(factor, count)
}

function mirrored(matrix: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j] as number
  }
  return matrix
}
