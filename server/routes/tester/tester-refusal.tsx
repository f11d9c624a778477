import type { Context } from 'hono'
import { Notice, type NoticeKind, NoticePage } from '../../../views/tester/notice.tsx'
import type { AppEnv } from '../../http/app-env.ts'
import { sentForm, uiOf, wantsFragment } from './tester-request.ts'

const kinds: Partial<Record<number, NoticeKind>> = {
  403: 'foreign',
  404: 'unknown',
  413: 'too_large',
  500: 'failed',
}

export const isTesterPath = (path: string) => /^\/(s|join)\//.test(path)

/** What is refused before or outside a tester's routes, in a tester's words; null where those say it themselves. */
export function testerRefusal(c: Context<AppEnv>, status: number): Promise<Response> | null {
  const kind = kinds[status]
  if (!kind || !isTesterPath(c.req.path)) return null
  return refusal(c, { kind, status })
}

type Refused = { kind: NoticeKind; status: number }

async function refusal(c: Context<AppEnv>, { kind, status }: Refused): Promise<Response> {
  const [, study] = /^(\/s\/[\w-]+)/.exec(c.req.path) ?? []
  const continueHref = kind === 'unknown' ? null : (study ?? null)
  const retry = kind === 'failed' ? await sentForm(c) : null
  const props = { ui: uiOf(c), kind, continueHref, retry }
  return c.html(
    wantsFragment(c) ? <Notice {...props} /> : <NoticePage assets={c.get('assets')} {...props} />,
    status as 403,
  )
}
