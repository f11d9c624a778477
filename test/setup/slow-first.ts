import { BaseSequencer, type TestSpecification } from 'vitest/node'

const slow = [
  'test/faults/',
  'test/browser/',
  'test/rendering/hostile',
  'test/cli/',
  'test/main-job',
  'test/routes/',
]

/** Long files start first, so that none is left to run alone at the end. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = slow.findIndex((start) => moduleId.includes(start))
      return place < 0 ? slow.length : place
    }
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}
