import type { ResultsProps } from './props.ts'

type FormProps = Pick<ResultsProps, 'study' | 'options' | 'clean'> & { models: string[] }

const choices = {
  ties: [
    ['half', 'half a win each'],
    ['davidson', "fitted (Davidson's model)"],
    ['drop', 'left out'],
  ],
  both_bad: [
    ['tie', 'a tie'],
    ['drop', 'left out'],
  ],
  order_effect: [
    ['fit', 'accounted for'],
    ['ignore', 'ignored'],
  ],
  cluster: [
    ['auto', 'tester and prompt where known'],
    ['two-way', 'tester and prompt'],
    ['tester', 'tester only'],
    ['prompt', 'prompt only'],
    ['none', 'none: votes are independent'],
  ],
} as const

const labels = {
  ties: 'Ties count as',
  both_bad: 'Both bad counts as',
  order_effect: 'Order of showing is',
  cluster: 'Votes that hang together',
} as const

/** Other ways to compute the same table; each is a link that can be shared. */
export function OptionsForm({ study, options, clean, models }: FormProps) {
  return (
    <details class="options">
      <summary>Compute it differently</summary>
      <form method="get" action={`/studies/${study.slug}/results`}>
        {clean.on && <input type="hidden" name="clean" value="1" />}
        {(['ties', 'both_bad', 'order_effect', 'cluster'] as const).map((name) => (
          <Choice name={name} label={labels[name]} options={choices[name]} value={options[name]} />
        ))}
        <Choice
          name="anchor"
          label="Fixed at 1000"
          options={[['', 'the average'], ...models.map((model) => [model, model] as const)]}
          value={options.anchor ?? ''}
        />
        <button type="submit">Show</button>
      </form>
    </details>
  )
}

type ChoiceProps = {
  name: string
  label: string
  options: readonly (readonly [value: string, label: string])[]
  value: string
}

const Choice = ({ name, label, options, value }: ChoiceProps) => (
  <p class="field">
    <label for={`option-${name}`}>{label}</label>
    <select id={`option-${name}`} name={name}>
      {options.map(([key, text]) => (
        <option value={key} selected={key === value}>
          {text}
        </option>
      ))}
    </select>
  </p>
)
