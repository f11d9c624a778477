import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { accountPages } from './account.tsx'
import { auditPages } from './audit.tsx'
import { batchPages } from './batches.tsx'
import { draftPages } from './drafts.tsx'
import { exportPages } from './exports.tsx'
import { invitePages } from './invites.tsx'
import { judgePages } from './judges.tsx'
import { loginPages } from './login.tsx'
import { peoplePages } from './people.tsx'
import { promptPages } from './prompts.tsx'
import { quickStartPages } from './quick-start.tsx'
import { resultPages } from './results.tsx'
import { setupPages } from './setup.tsx'
import { snapshotPages } from './snapshots.tsx'
import { studiesPages } from './studies.tsx'
import { studyPages } from './study.tsx'
import { testerPages } from './testers.tsx'
import { tokenPages } from './tokens.tsx'

/** Every page for people with an account. */
export const adminPages = new Hono<AppEnv>()

const pages = [
  setupPages,
  loginPages,
  accountPages,
  studiesPages,
  quickStartPages,
  studyPages,
  batchPages,
  draftPages,
  promptPages,
  invitePages,
  testerPages,
  resultPages,
  judgePages,
  exportPages,
  snapshotPages,
  peoplePages,
  tokenPages,
  auditPages,
]
for (const some of pages) adminPages.route('/', some)
