import type { Study } from '../../../server/domain/study.ts'
import { FoldedPlanner, type PlannerProps } from '../../results/planner.tsx'
import { type Faults, Field, Problem } from '../fields.tsx'
import { AdminPage, type Frame, StudyPage } from '../layout.tsx'
import { LooseForm, type StudyFields, StudyForm } from './study-fields.tsx'

type Planning = { planner?: PlannerProps | undefined; planned?: boolean }

type FormProps = Planning & { frame: Frame; values: StudyFields; faults?: Faults; problem?: string }

export const NewStudyPage = ({ frame, values, faults = {}, problem, planner, planned }: FormProps) => (
  <AdminPage frame={frame} title="New study" place="Studies">
    <h1>New study</h1>
    <p>It stays a draft until you open it; until then everything here can be changed.</p>
    {planner && <FoldedPlanner {...planner} open={planned === true} />}
    <Problem>{problem}</Problem>
    <StudyForm values={values} faults={faults} isNew action="/studies" button="Create the study" />
  </AdminPage>
)

type SettingsProps = FormProps & { study: Study }

export function SettingsPage(props: SettingsProps) {
  const { frame, study, values, faults = {}, problem, planner, planned } = props
  const action = `/studies/${study.slug}/settings`
  const mayEdit = frame.viewer.may.includes('studies:write')
  return (
    <StudyPage frame={frame} study={study} tab="Settings">
      <Problem>{problem}</Problem>
      {planner && <FoldedPlanner {...planner} open={planned === true} />}
      {mayEdit && study.state === 'draft' ? (
        <StudyForm values={values} faults={faults} isNew={false} action={action} button="Save" />
      ) : (
        <>
          <FrozenSettings study={study} values={values} />
          <VotesPerPair study={study} mayRaise={mayEdit && study.state !== 'closed'} />
          {mayEdit ? (
            <LooseForm values={values} faults={faults} action={action} />
          ) : (
            <LooseSettings values={values} />
          )}
        </>
      )}
    </StudyPage>
  )
}

function VotesPerPair({ study, mayRaise }: { study: Study; mayRaise: boolean }) {
  const votes = study.settings.votes_per_pair
  if (!mayRaise) return <SettingsTable label="Votes" rows={[['Votes per pair', `${votes}`]]} />
  return (
    <form class="admin-form" method="post" action={`/studies/${study.slug}/votes-per-pair`}>
      <Field
        name="votes_per_pair"
        label="Votes per pair"
        type="number"
        value={`${votes}`}
        hint="It can be raised while the study lives, since the question stays the same. Nobody sees a pair twice"
        min={votes}
        max={1000}
        required
      />
      <button type="submit">Ask for so many</button>
    </form>
  )
}

function FrozenSettings({ study, values }: { study: Study; values: StudyFields }) {
  const rows: [string, string][] = [
    ['Question', values.question],
    ['Instructions', values.instructions || 'none'],
    ['Answers offered', values.choices.join(', ')],
    ['Asks how much better', values.strength ? 'yes' : 'no'],
    ['Criteria', values.criteria.replaceAll('\n', ', ') || 'none'],
    ['Most votes of one tester', values.max_votes_per_tester || 'as many as there are pairs'],
    ['Which models meet', values.pairing],
    ['Share of pairs shown again', values.repeat_share],
    ['Worked example', values.testers.example.prompt || 'none'],
    ['Practice', `${values.testers.practice.filter(({ prompt }) => prompt !== '').length} pairs`],
  ]
  return (
    <>
      {study.frozenHash && (
        <p>
          Question, rules and models were frozen when the study was opened, so that every vote answers the
          same question. Their fingerprint: <code>{study.frozenHash.slice(0, 16)}</code>
        </p>
      )}
      <SettingsTable label="What is frozen" rows={rows} />
    </>
  )
}

const SettingsTable = ({ label, rows }: { label: string; rows: [string, string][] }) => (
  <section class="table-scroll" aria-label={label} tabindex={0}>
    <table class="settings">
      <tbody>
        {rows.map(([name, value]) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="wide">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const LooseSettings = ({ values }: { values: StudyFields }) => (
  <SettingsTable label="How testers are met" rows={looseRows(values)} />
)

function looseRows({ consent, testers }: StudyFields): [string, string][] {
  return [
    ['What testers agree to', consent],
    ['Asks to publish answers', testers.ask_publication ? 'yes' : 'no'],
    ['Language of the texts', testers.language || 'as they read'],
    ['Who asks', testers.asked_by || 'not said'],
    ['Payment', testers.pay || 'not mentioned'],
    ['Minutes promised', testers.promised_minutes || 'from the pace so far'],
    ['Share of instruction checks', testers.check_share],
    ['Pause after', testers.break_after === '0' ? 'never' : `${testers.break_after} answers`],
    ['Completion code', testers.completion_code || 'none'],
    ['Address to go back to', testers.return_url || 'none'],
    ['Tells models once closed', testers.reveal ? 'yes' : 'no'],
    ['Own texts', testers.texts || 'none'],
  ]
}
