import { ApiProblem, apiClient } from '../../api-client/client.ts'
import { Refused } from '../terminal/usage.ts'
import type { Door } from './client.ts'
import { remoteOutputs } from './remote-outputs.ts'
import { remoteResults } from './remote-results.ts'
import { remoteSnapshots } from './remote-snapshots.ts'
import { remoteStudies } from './remote-studies.ts'

type Server = { url: string; token: string }

/** The same actions on a server, through its API. */
export function remoteDoor(server: Server): Door {
  const api = apiClient(server)
  return refusing(server, {
    ...remoteStudies(api),
    ...remoteOutputs(api),
    ...remoteResults(api),
    snapshots: remoteSnapshots(api),
  })
}

/** A server that cannot be reached is told from one that refuses. */
function refusing(server: Server, door: Door): Door {
  const guarded = <T extends object>(functions: T): T =>
    Object.fromEntries(
      Object.entries(functions).map(([name, act]) => [
        name,
        typeof act === 'function'
          ? (...given: unknown[]) =>
              (act(...given) as Promise<unknown>).catch((error) => asRefusal(server, error))
          : guarded(act),
      ]),
    ) as T
  return guarded(door)
}

function asRefusal({ url }: Server, error: unknown): never {
  if (error instanceof ApiProblem) throw new Refused(error.message, { cause: error })
  if (error instanceof TypeError && error.message === 'fetch failed') {
    throw new Refused(`Cannot reach ${url}`, { cause: error })
  }
  throw error
}
