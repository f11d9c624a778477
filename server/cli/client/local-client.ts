import { createReadStream } from 'node:fs'
import { recordAct } from '../../../db/accounts/audit.ts'
import type { Db } from '../../../db/connection/client.ts'
import { listJudges } from '../../../db/results/judges.ts'
import { createStudy, editStudy, findStudy, listStudies } from '../../../db/studies/studies.ts'
import { importFiles } from '../../actions/outputs/import-files.ts'
import { readmitOutputs } from '../../actions/outputs/readmit.ts'
import { withdrawOutputs } from '../../actions/outputs/withdraw.ts'
import type { Config } from '../../config.ts'
import { exportStudy } from '../../datasets/exporting.ts'
import { NotFound } from '../../domain/refusals.ts'
import { NewStudy } from '../../domain/settings/study-settings.ts'
import type { Study } from '../../domain/study.ts'
import { check } from '../../http/strict-json.ts'
import { assessJudge, uploadVerdicts } from '../../results/judging.ts'
import { readRankQuery } from '../../results/rank-query.ts'
import { studyRanking } from '../../results/results.ts'
import { inviteLinks, NewInvites } from '../../study/new-invites.ts'
import { changesTo, replacedBy, StudyEdit } from '../../study/study-edit.ts'
import { plannedStudyJson, studyJson } from '../../study/study-json.ts'
import { checkStudy } from '../../study/study-rules.ts'
import { changeState } from '../../study/study-state.ts'
import type { Door } from './client.ts'
import { localContext } from './local-context.ts'
import { localSnapshots } from './local-snapshots.ts'

const actor = 'command line'

export function localDoor(db: Db, config: Config): Door {
  const ctx = localContext(db, config.publicUrl)
  return {
    createStudy: async (body) => {
      const study = await createStudy(db, checkStudy(check(body, NewStudy)))
      await recordAct(db, { actor, act: 'study.create', studyId: study.id, subject: study.slug, details: {} })
      return studyJson(study)
    },

    listStudies: async () => (await listStudies(db, { only: null })).map(studyJson),

    setState: async (slug, state) => {
      const study = await studyOf(db, slug)
      await changeState(db, { study, state })
      const details = { before: study.state, after: state }
      await recordAct(db, { actor, act: 'study.state', studyId: study.id, subject: slug, details })
      return plannedStudyJson(db, await studyOf(db, slug))
    },

    editStudy: async (slug, body) => {
      const study = await studyOf(db, slug)
      const changes = changesTo(study, checkStudy(check(body, StudyEdit)))
      await editStudy(db, { id: study.id, changes })
      const details = { before: replacedBy(changes, study), after: changes }
      await recordAct(db, { actor, act: 'study.edit', studyId: study.id, subject: slug, details })
      return plannedStudyJson(db, await studyOf(db, slug))
    },

    importFiles: async (slug, files, settings) => {
      const study = await studyOf(db, slug)
      const { id, state, report } = await importFiles(ctx, {
        study,
        files: files.map(({ name, path }) => ({ name, open: () => createReadStream(path) })),
        settings,
        limits: config.uploadLimits,
      })
      return { id, state, report }
    },

    withdraw: async (slug, of) => withdrawOutputs(ctx, { study: await studyOf(db, slug), of }),

    readmit: async (slug, of) => readmitOutputs(ctx, { study: await studyOf(db, slug), of }),

    invite: async (slug, body) => {
      const study = await studyOf(db, slug)
      const wanted = check(body, NewInvites)
      const links = await inviteLinks(db, { ...wanted, studyId: study.id, publicUrl: config.publicUrl })
      const details = { kind: wanted.kind, count: wanted.count }
      await recordAct(db, { actor, act: 'invites.create', studyId: study.id, subject: slug, details })
      return links
    },

    results: async (slug, query) => {
      const study = await studyOf(db, slug)
      return studyRanking(db, { study, ...readRankQuery(query) })
    },

    uploadVerdicts: async (slug, judge, { name, path }) => {
      const study = await studyOf(db, slug)
      const file = { name, open: () => createReadStream(path) }
      const stored = await uploadVerdicts(db, { study, judge, by: actor, file })
      await recordAct(db, { actor, act: 'judge.upload', studyId: study.id, subject: judge, details: stored })
      return stored
    },

    assessJudge: async (slug, name, part) => {
      const study = await studyOf(db, slug)
      const judge = (await listJudges(db, study.id)).find((one) => one.name === name)
      if (!judge) throw new NotFound(`Study "${slug}" has no judge "${name}"`)
      return assessJudge(db, { study, judge, part })
    },

    snapshots: localSnapshots(db, { config, studyOf: (slug) => studyOf(db, slug) }),

    export: async (slug, file, query) => {
      const made = await exportStudy(db, { study: await studyOf(db, slug), ...file, query })
      const seal = made.seal ? `${made.seal.position} ${made.seal.hash}` : ''
      return { ...made, seal, counts: async () => made.counts }
    },
  }
}

async function studyOf(db: Db, slug: string): Promise<Study> {
  const study = await findStudy(db, { slug, only: null })
  if (!study) throw new NotFound(`There is no study "${slug}"`)
  return study
}
