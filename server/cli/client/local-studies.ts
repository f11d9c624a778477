import { listStudies } from '../../../db/studies/studies.ts'
import type { ActionContext } from '../../actions/context.ts'
import { createInvites } from '../../actions/invites/create.ts'
import { changeStudyState } from '../../actions/studies/change-state.ts'
import { createStudy } from '../../actions/studies/create.ts'
import { editStudy } from '../../actions/studies/edit.ts'
import type { Study } from '../../domain/study.ts'
import { plannedStudyJson, studyJson } from '../../study/study-json.ts'
import type { StudyDoor } from './client.ts'

export function localStudies(ctx: ActionContext, studyOf: (slug: string) => Promise<Study>): StudyDoor {
  const { db } = ctx
  return {
    createStudy: async (body) => studyJson(await createStudy(ctx, body)),

    listStudies: async () => (await listStudies(db, { only: null })).map(studyJson),

    setState: async (slug, state) => {
      await changeStudyState(ctx, { study: await studyOf(slug), state })
      return plannedStudyJson(db, await studyOf(slug))
    },

    editStudy: async (slug, body) => {
      await editStudy(ctx, { study: await studyOf(slug), body })
      return plannedStudyJson(db, await studyOf(slug))
    },

    invite: async (slug, body) => createInvites(ctx, { study: await studyOf(slug), body }),
  }
}
