import type { PromptFilter, PromptRow, Slice } from '../../../server/domain/output-rows.ts'
import type { Study } from '../../../server/domain/study.ts'
import { count } from '../../charts/numbers.ts'
import { type Frame, StudyPage } from '../layout.tsx'

type PromptsProps = {
  frame: Frame
  study: Study
  prompts: PromptRow[]
  slices: Slice[]
  filter: PromptFilter
  /** where the next page begins */
  next: number | null
}

/** What the models were asked, by language, tag and length; and the button that takes a prompt out. */
export function PromptsPage({ frame, study, prompts, slices, filter, next }: PromptsProps) {
  const path = `/studies/${study.slug}/prompts`
  const query = new URLSearchParams({ ...filter, ...(next !== null && { after: String(next) }) })
  return (
    <StudyPage frame={frame} study={study} tab="Outputs">
      <h2>Prompts</h2>
      <form class="filter-form" method="get" action={path}>
        <Choice name="language" slices={slices} chosen={filter.language} />
        <Choice name="tag" slices={slices} chosen={filter.tag} />
        <Choice name="length" slices={slices} chosen={filter.length} />
        <div class="actions">
          <button type="submit">Show</button>
        </div>
      </form>
      {prompts.length === 0 ? <p>No prompt is like that.</p> : <Prompts {...{ frame, study, prompts }} />}
      {next !== null && (
        <p>
          <a href={`${path}?${query}`}>More prompts</a>
        </p>
      )}
    </StudyPage>
  )
}

type ChoiceProps = { name: Slice['of']; slices: Slice[]; chosen: string | undefined }

const Choice = ({ name, slices, chosen }: ChoiceProps) => (
  <div class="field">
    <label for={name}>{name === 'tag' ? 'Tag' : name === 'length' ? 'Length' : 'Language'}</label>
    <select id={name} name={name}>
      <option value="">any</option>
      {slices
        .filter((slice) => slice.of === name)
        .map((slice) => (
          <option value={slice.name} selected={slice.name === chosen}>
            {slice.name} ({count(slice.prompts)})
          </option>
        ))}
    </select>
  </div>
)

const Prompts = (props: Pick<PromptsProps, 'frame' | 'study' | 'prompts'>) => (
  <>
    {props.prompts.some(({ reports }) => reports > 0) && (
      <p>“Reported” counts how often testers passed over a pair because an answer was broken or offensive.</p>
    )}
    <PromptTable {...props} />
  </>
)

const PromptTable = ({ frame, study, prompts }: Pick<PromptsProps, 'frame' | 'study' | 'prompts'>) => (
  <section class="table-scroll" tabindex={0} aria-label="Prompts">
    <table>
      <thead>
        <tr>
          <th scope="col">Prompt</th>
          <th scope="col">Text</th>
          <th scope="col">Tags</th>
          <th scope="col">Language</th>
          <th scope="col">Characters</th>
          <th scope="col">Outputs</th>
          <th scope="col">Reported</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {prompts.map((prompt) => (
          <tr>
            <th scope="row">{prompt.id}</th>
            <td dir="auto">{prompt.text}</td>
            <td>{prompt.tags.join(', ')}</td>
            <td>{prompt.language}</td>
            <td>{count(prompt.length)}</td>
            <td>{count(prompt.outputs)}</td>
            <td>{prompt.reports === 0 ? '–' : count(prompt.reports)}</td>
            <td>
              {prompt.later && <span class="badge">later</span>}
              <Withdrawal
                frame={frame}
                study={study}
                of="prompt"
                name={prompt.id}
                withdrawn={prompt.withdrawn}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

type WithdrawalProps = {
  frame: Frame
  study: Pick<Study, 'slug'>
  of: 'model' | 'prompt'
  name: string
  withdrawn: boolean
}

/** Withdrawn or shown, and the button that changes it. */
export const Withdrawal = ({ frame, study, of, name, withdrawn }: WithdrawalProps) => {
  const badge = withdrawn && <span class="badge">withdrawn</span>
  if (!frame.viewer.may.includes('studies:write')) return badge || <>shown</>
  const label = withdrawn ? `Take back the withdrawal of the ${of} ${name}` : `Withdraw the ${of} ${name}`
  return (
    <form method="post" action={`/studies/${study.slug}/${withdrawn ? 'readmissions' : 'withdrawals'}`}>
      <input type="hidden" name={of} value={name} />
      {badge}{' '}
      <button type="submit" class="quiet" aria-label={label}>
        {withdrawn ? 'Take back' : 'Withdraw'}
      </button>
    </form>
  )
}
