import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { DraftSettings, Publication } from '../../../importing/upload-options.ts'
import { BatchAnswer } from '../batches.ts'
import { bearer, filesWith, json, refusing, StudyPath } from './answers.ts'
import { ReportAnswer } from './report-answer.ts'

const DraftAnswer = z
  .object({
    id: z.number().int(),
    state: z.enum(['reading', 'read', 'published', 'rejected', 'discarded']),
    created_by: z.string(),
    created_at: z.string(),
    settings: DraftSettings,
    recognition: z
      .object({
        format: z.string(),
        fileCount: z.number().int(),
        files: z.array(
          z.looseObject({
            name: z.string(),
            format: z.string(),
            why: z.string(),
            mapping: z.record(z.string(), z.string()),
          }),
        ),
      })
      .nullable(),
    progress: z.object({ bytes: z.number(), total: z.number(), rows: z.number().int() }).nullable(),
    report: z.union([ReportAnswer, z.null()]),
  })
  .openapi('Draft')

const DraftPath = StudyPath.extend({ id: z.string() })
const draft = (description: string) => ({ description, content: json(DraftAnswer) })

/** Describes the routes of drafts: an upload that is looked at before it is published. */
export function describeDrafts(registry: OpenAPIHono['openAPIRegistry']): void {
  registry.registerPath(
    createRoute({
      method: 'post',
      path: '/studies/{slug}/drafts',
      summary: 'Upload outputs to look at first: no tester sees them',
      security: bearer,
      request: {
        params: StudyPath,
        body: filesWith(DraftSettings),
      },
      responses: { 201: draft('Kept, and being read'), ...refusing(400, 413, 415, 422) },
    }),
  )
  registry.registerPath(
    createRoute({
      method: 'get',
      path: '/studies/{slug}/drafts/{id}',
      summary: 'What a draft was taken for, how far it is read, and its report',
      security: bearer,
      request: { params: DraftPath },
      responses: { 200: draft('The draft'), ...refusing() },
    }),
  )
  registry.registerPath(
    createRoute({
      method: 'put',
      path: '/studies/{slug}/drafts/{id}/settings',
      summary: 'Read a draft again under another mapping, other names, approaches or costs',
      security: bearer,
      request: { params: DraftPath, body: { required: true, content: json(DraftSettings) } },
      responses: { 200: draft('Being read again'), ...refusing(400, 409, 415, 422) },
    }),
  )
  registry.registerPath(
    createRoute({
      method: 'post',
      path: '/studies/{slug}/drafts/{id}/publication',
      summary: 'Publish a draft that is read, whole, with a decision about each finding',
      security: bearer,
      request: { params: DraftPath, body: { required: true, content: json(Publication) } },
      responses: {
        200: { description: 'The study holds this content already', content: json(BatchAnswer) },
        201: { description: 'Published', content: json(BatchAnswer) },
        ...refusing(400, 409, 415, 422),
      },
    }),
  )
  registry.registerPath(
    createRoute({
      method: 'post',
      path: '/studies/{slug}/drafts/{id}/discarding',
      summary: 'Throw a draft away',
      security: bearer,
      request: { params: DraftPath },
      responses: {
        200: {
          description: 'Discarded',
          content: json(z.object({ id: z.number().int(), state: z.literal('discarded') })),
        },
        ...refusing(400, 409, 422),
      },
    }),
  )
}
