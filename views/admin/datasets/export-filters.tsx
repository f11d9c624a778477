import { Field, Select, Tick } from '../fields.tsx'

export type FilterValues = Record<string, string>

type FormProps = {
  slug: string
  format: string
  values: FilterValues
  /** The filters this format takes */
  accepts: readonly string[]
}

const numbers: [name: string, label: string, most?: number][] = [
  ['min_votes', 'Least votes on a pair'],
  ['min_agreement', 'Least agreement, 0 to 1', 1],
  ['min_seconds', 'Least seconds on an answer'],
]
const lists: [name: string, label: string][] = [
  ['models', 'Models, with commas'],
  ['tags', 'Tags, with commas'],
  ['language', 'Languages, with commas'],
  ['since', 'Since (date)'],
  ['until', 'Before (date)'],
  ['split', 'Split, such as train=0.9,test=0.1'],
]
const ticks: [name: string, label: string][] = [
  ['clean', 'Leave out excluded testers and flagged outputs'],
  ['margin', 'Add the column margin: trainers change their loss for it'],
  ['revisions', 'Also answers that were changed later'],
]

/** What to leave out. It stands in the address, so a download can be repeated and sent on. */
export function FilterForm({ slug, format, values, accepts }: FormProps) {
  const takes = ([name]: readonly [string, ...unknown[]]) => accepts.includes(name)
  return (
    <form class="filter-form" method="get" action={`/studies/${slug}/exports`}>
      <input type="hidden" name="format" value={format} />
      {accepts.includes('aggregate') && (
        <Select
          name="aggregate"
          label="Votes on a pair become a row"
          value={values.aggregate}
          options={[
            ['majority', 'by majority'],
            ['unanimous', 'only if all agree'],
            ['vote', 'one row a vote'],
          ]}
        />
      )}
      {accepts.includes('columns') && (
        <Select
          name="columns"
          label="Columns"
          value={values.columns}
          options={[
            ['33k', 'of the 33k conversations'],
            ['55k', 'of the 55k competition'],
          ]}
        />
      )}
      {numbers.filter(takes).map(([name, label, most]) => (
        <Field
          name={name}
          label={label}
          type="number"
          value={values[name]}
          min={0}
          step="any"
          {...(most !== undefined && { max: most })}
        />
      ))}
      {lists.filter(takes).map(([name, label]) => (
        <Field name={name} label={label} value={values[name]} />
      ))}
      {ticks.filter(takes).map(([name, label]) => (
        <Tick name={name} value="1" checked={values[name] === '1'}>
          {label}
        </Tick>
      ))}
      <div class="field">
        <button type="submit">Filter</button>
      </div>
    </form>
  )
}
