import type { apiClient } from '../../api-client/client.ts'
import type { SnapshotJson, SnapshotSummary } from '../../datasets/stored-snapshot.ts'
import { bytesOf } from './bytes-of.ts'
import type { SnapshotDoor } from './client.ts'

export function remoteSnapshots(api: ReturnType<typeof apiClient>): SnapshotDoor {
  const path = '/studies/{slug}/snapshots'
  return {
    create: async (slug, request) =>
      (await api.json('post', path, { path: { slug }, body: request as never })) as SnapshotJson,

    list: async (slug) => {
      const snapshots: SnapshotSummary[] = []
      let after: string | undefined
      do {
        const query = { limit: 500, ...(after !== undefined && { after }) }
        const page = await api.json('get', path, { path: { slug }, query })
        snapshots.push(...page.snapshots)
        after = page.next ?? undefined
      } while (after !== undefined)
      return snapshots
    },

    find: async (slug, id) => (await api.json('get', `${path}/{id}`, { path: { slug, id } })) as SnapshotJson,

    read: async (slug, { id, path: file, from }) => {
      const headers: Record<string, string> = from > 0 ? { Range: `bytes=${from}-` } : {}
      const request = { path: { slug, id, path: file } }
      return bytesOf(await api.raw('get', `${path}/{id}/files/{path}`, request, { headers }))
    },

    share: (slug, id, days) => api.json('post', `${path}/{id}/links`, { path: { slug, id }, body: { days } }),

    revoke: async (slug, id, reason) =>
      (await api.json('post', `${path}/{id}/revocation`, {
        path: { slug, id },
        body: { reason },
      })) as SnapshotJson,

    changes: (slug, { before, after }) =>
      api.json('get', `${path}/{id}/changes`, { path: { slug, id: after }, query: { since: before } }),
  }
}
