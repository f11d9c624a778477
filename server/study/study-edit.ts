import { z } from 'zod'
import { NewStudy } from '../../db/studies.ts'

type Changes = Partial<Omit<NewStudy, 'slug'>>

const { slug, ...fields } = NewStudy.shape

/** The body of PATCH /api/v1/studies/:slug: what is left out stays as it is, rather than going back to its default. */
export const StudyEdit = z
  .strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field).optional(),
      ]),
    ),
  )
  .refine((changes) => Object.keys(changes).length > 0, 'must name what to change')
  .transform((changes) => changes as Changes)
