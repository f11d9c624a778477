import { counted } from '../../charts/numbers.ts'
import { Field } from '../fields.tsx'
import type { DraftView, RecognisedSheet } from './draft-props.ts'

type MappingProps = { path: string; draft: DraftView }

const shownModels = 300

/** What was recognised and why, and menus to say it better. */
export function DraftMapping({ path, draft }: MappingProps) {
  const { recognition, report } = draft
  if (!recognition) return null
  return (
    <section>
      <h3>What the files hold</h3>
      {recognition.files.map((file) => (
        <Sheet file={file} />
      ))}
      {recognition.fileCount > recognition.files.length && (
        <p class="hint">and {counted(recognition.fileCount - recognition.files.length, 'more file')}</p>
      )}
      <form class="admin-form mapping" method="post" action={`${path}/mapping`}>
        <Menus draft={draft} />
        <Field
          name="model"
          label="Model of rows that name none"
          value={draft.settings.model}
          hint="Left empty, it is the name of the file or its folder"
        />
        {report && report.models.length > 0 && <Models draft={draft} />}
        <div class="actions">
          <button type="submit">Read the files again like this</button>
        </div>
      </form>
    </section>
  )
}

const Sheet = ({ file }: { file: RecognisedSheet }) => (
  <details class="report">
    <summary>
      {file.name}: <strong>{file.title}</strong> <span class="hint">{file.why}</span>
    </summary>
    {file.columns.length > 0 && (
      <section class="table-scroll" tabindex={0} aria-label={`Columns of ${file.name}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Taken for</th>
              <th scope="col">Values</th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map(({ name, samples }) => (
              <tr>
                <th scope="row">{name}</th>
                <td>{meaningOf(file, name)}</td>
                <td>{samples.join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    )}
  </details>
)

const meaningOf = ({ mapping }: RecognisedSheet, column: string) =>
  Object.keys(mapping)
    .filter((field) => mapping[field] === column)
    .join(', ') || '–'

/** One menu a field; columns of all files, since a mapping holds for every file that has the column. */
const Menus = ({ draft: { recognition, settings, mapFields } }: { draft: DraftView }) => {
  const files = recognition?.files ?? []
  const columns = [...new Set(files.flatMap((file) => file.columns.map(({ name }) => name)))]
  if (columns.length === 0) return null
  const recognised = (field: string) =>
    [...new Set(files.flatMap((file) => file.mapping[field] ?? []))].join(', ')
  const wide = columns.filter((column) => settings.map[`model:${column}`] === column)
  return (
    <fieldset>
      <legend>What is what</legend>
      <div class="menus">
        {mapFields.map((field) => (
          <div class="field">
            <label for={`map-${field}`}>{field}</label>
            <select id={`map-${field}`} name={`map.${field}`}>
              <option value="">{recognised(field) ? `as recognised: ${recognised(field)}` : 'none'}</option>
              {columns.map((column) => (
                <option value={column} selected={settings.map[field] === column}>
                  {column}
                </option>
              ))}
            </select>
          </div>
        ))}
      </div>
      <details open={wide.length > 0}>
        <summary>One column for each model</summary>
        {columns.map((column) => (
          <label class="tick">
            <input type="checkbox" name="wide" value={column} checked={wide.includes(column)} />
            <span>{column} holds the outputs of a model</span>
          </label>
        ))}
      </details>
    </fieldset>
  )
}

const Models = ({ draft: { report, settings, approaches } }: { draft: DraftView }) => {
  const models = report?.models ?? []
  return (
    <section class="table-scroll" tabindex={0} aria-label="Models">
      <table>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Outputs</th>
            <th scope="col">Prompts without one</th>
            <th scope="col">Empty</th>
            <th scope="col">Approach</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {models.slice(0, shownModels).map(({ name, outputs, missing, empty }, i) => (
            <tr>
              <td>
                <input type="hidden" name="known" value={name} />
                <input name={`name.${i}`} value={name} aria-label={`Name of ${name}`} />
              </td>
              <td>{outputs}</td>
              <td>{missing}</td>
              <td>{empty}</td>
              <td>
                <select name={`approach.${i}`} aria-label={`Approach of ${name}`}>
                  <option value="">–</option>
                  {approaches.map((approach) => (
                    <option value={approach} selected={settings.approach?.[name] === approach}>
                      {approach}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                <input
                  name={`cost.${i}`}
                  inputmode="decimal"
                  size={8}
                  value={settings.cost?.[name]?.toString() ?? ''}
                  aria-label={`Cost of an output of ${name}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {models.length > shownModels && (
        <p class="hint">
          and {counted(models.length - shownModels, 'more model')}, under the names they have
        </p>
      )}
    </section>
  )
}
