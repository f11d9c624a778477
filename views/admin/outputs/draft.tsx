import type { Study } from '../../../server/domain/study.ts'
import { count, counted } from '../../charts/numbers.ts'
import { Action, Moment, Problem } from '../fields.tsx'
import { type Frame, StudyPage } from '../layout.tsx'
import { DraftFindings } from './draft-findings.tsx'
import { DraftMapping } from './draft-mapping.tsx'
import { DraftPreview } from './draft-preview.tsx'
import type { DraftView } from './draft-props.ts'

type DraftProps = { frame: Frame; study: Study; draft: DraftView; problem?: string | undefined }

/** The mapping screen: what the files hold, what it is taken for, what it would do to the blind test. */
export function DraftPage({ frame, study, draft, problem }: DraftProps) {
  const path = `/studies/${study.slug}/batches/${draft.id}`
  return (
    <StudyPage frame={frame} study={study} tab="Outputs">
      <h2>Look at the upload</h2>
      <p>
        A draft of <Moment at={draft.createdAt} /> by {draft.createdBy}. No tester sees any of it until it is
        published; it stays here until then, or until nobody has touched it for 30 days.
      </p>
      <Problem>{problem}</Problem>
      {draft.report ? <Summary draft={draft} /> : <Reading draft={draft} />}
      {draft.recognition && <DraftMapping path={path} draft={draft} />}
      <DraftPreview previews={draft.previews} />
      {draft.report && (
        <DraftFindings path={path} report={draft.report} decisions={draft.settings.decisions} />
      )}
      <section>
        <h3>Or leave it</h3>
        <Action action={`${path}/discarding`} kind="danger">
          {draft.report ? 'Discard this draft' : 'Cancel and discard'}
        </Action>
      </section>
    </StudyPage>
  )
}

const Summary = ({ draft: { report } }: { draft: DraftView }) =>
  report && (
    <p class="next-step">
      {counted(report.outputs, 'output')} of {counted(report.models.length, 'model')} to{' '}
      {counted(report.prompts, 'prompt')}, recognised as {report.format}.
    </p>
  )

const Reading = ({ draft: { progress } }: { draft: DraftView }) => {
  const share = progress && progress.total > 0 ? progress.bytes / progress.total : 0
  return (
    <div class="notice" role="status">
      <p>
        The files are being read: {Math.floor(share * 100)} %, {count(progress?.rows ?? 0)} outputs so far.
        This page renews itself; it can be left and found again under Outputs.
      </p>
      <progress max={1} value={share} aria-label="How much is read" />
    </div>
  )
}
