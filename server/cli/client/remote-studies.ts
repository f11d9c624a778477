import type { apiClient } from '../../api-client/client.ts'
import type { PlannedStudyJson, StudyJson } from '../../study/study-json.ts'
import type { StudyDoor } from './client.ts'

export const remoteStudies = (api: ReturnType<typeof apiClient>): StudyDoor => ({
  createStudy: async (body) => (await api.json('post', '/studies', { body: body as never })) as StudyJson,

  listStudies: async () => {
    const studies: StudyJson[] = []
    let after: string | undefined
    do {
      const page = await api.json('get', '/studies', { query: { limit: 500, ...(after && { after }) } })
      studies.push(...(page.studies as StudyJson[]))
      after = page.next ?? undefined
    } while (after !== undefined)
    return studies
  },

  setState: async (slug, state) =>
    (await api.json('put', '/studies/{slug}/state', {
      path: { slug },
      body: { state },
    })) as PlannedStudyJson,

  editStudy: async (slug, body) =>
    (await api.json('patch', '/studies/{slug}', {
      path: { slug },
      body: body as never,
    })) as PlannedStudyJson,

  invite: async (slug, body) =>
    (await api.json('post', '/studies/{slug}/invites', { path: { slug }, body: body as never })).invites,
})
