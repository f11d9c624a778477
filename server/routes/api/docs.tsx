import { Hono } from 'hono'
import { ApiDocsPage, type DescribedApi } from '../../../views/api-docs.tsx'
import type { AppEnv } from '../../http/app-env.ts'
import { apiDocument } from './index.ts'

/** The description of the API as a page. */
export const apiDocs = new Hono<AppEnv>()

apiDocs.get('/', (c) => {
  const { publicUrl } = c.get('config')
  const described = JSON.parse(JSON.stringify(apiDocument(publicUrl))) as DescribedApi
  return c.html(<ApiDocsPage assets={c.get('assets')} api={described} base={`${publicUrl}/api/v1`} />)
})
