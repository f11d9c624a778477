import { Hono } from 'hono'
import type { AppEnv } from '../http/app-env.ts'
import { accountPages } from './accounts/account.tsx'
import { loginPages } from './accounts/login.tsx'
import { peoplePages } from './accounts/people.tsx'
import { setupPages } from './accounts/setup.tsx'
import { tokenPages } from './accounts/tokens.tsx'
import { exportPages } from './datasets/exports.tsx'
import { snapshotPages } from './datasets/snapshots.tsx'
import { auditPages } from './operations/audit.tsx'
import { batchPages } from './outputs/batches.tsx'
import { draftPages } from './outputs/drafts.tsx'
import { promptPages } from './outputs/prompts.tsx'
import { judgePages } from './results/judges.tsx'
import { resultPages } from './results/results.tsx'
import { invitePages } from './studies/invites.tsx'
import { quickStartPages } from './studies/quick-start.tsx'
import { studiesPages } from './studies/studies.tsx'
import { studyPages } from './studies/study.tsx'
import { testerPages } from './studies/testers.tsx'

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
