import { BaseSequencer, type TestSpecification } from 'vitest/node'

const projects = ['faults', 'browser', 'app', 'alone', 'pure']
const slow = ['test/rendering/hostile', 'test/cli/', 'test/main-job', 'test/routes/']

/**
 * Long files start first, so that none is left to run alone at the end; project after project, so that a worker that
 * is done with one file of it goes on with the next.
 */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId, project }: TestSpecification) => {
      const place = slow.findIndex((start) => moduleId.includes(start))
      return projects.indexOf(project.name) * 100 + (place < 0 ? slow.length : place)
    }
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}
