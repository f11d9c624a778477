import { type Faults, Field, Select, Tick } from '../fields.tsx'

export type ExampleFields = { prompt: string; a: string; b: string; expected: string; why: string }

/** What stands in the form about how testers are met, as typed. */
export type TesterFields = {
  ask_publication: boolean
  language: string
  asked_by: string
  pay: string
  promised_minutes: string
  example: ExampleFields
  practice: ExampleFields[]
  check_share: string
  break_after: string
  completion_code: string
  return_url: string
  reveal: boolean
  texts: string
}

type PartProps = { values: TesterFields; faults: Faults }

/** Everything around the comparisons. All of it may stay as it is. */
export const AroundTesters = ({ values, faults }: PartProps) => (
  <>
    <details class="fold" open={Object.keys(faults).some((name) => name in values)}>
      <summary>Welcome, practice, pauses and thanks</summary>
      <Welcome values={values} faults={faults} />
      <WrittenPair
        name="example"
        legend="Worked example"
        hint="Shown below the instructions. Leave it empty for none"
        values={values.example}
        fault={faults.example}
      />
      {values.practice.map((item, n) => (
        <WrittenPair
          name={`practice.${n}`}
          legend={`Practice ${n + 1}`}
          hint="Tried before the first real pair, with feedback; never counted. Leave it empty for none"
          values={item}
          fault={n === 0 ? faults.practice : undefined}
        />
      ))}
      <Course values={values} faults={faults} />
      <Thanks values={values} faults={faults} />
      <Texts values={values} faults={faults} />
    </details>
  </>
)

/** Of that, what may change once the study was opened. */
export const LooseAroundTesters = ({ values, faults }: PartProps) => (
  <>
    <Welcome values={values} faults={faults} />
    <Course values={values} faults={faults} />
    <Thanks values={values} faults={faults} />
    <Texts values={values} faults={faults} />
  </>
)

const Texts = ({ values, faults }: PartProps) => (
  <Field
    name="texts"
    label="Single texts in your own words"
    value={values.texts}
    fault={faults.texts}
    hint="One a line. For every language: ballot.tie = No difference. For one of them: de:ballot.tie = Kein Unterschied"
    rows={4}
  />
)

const Welcome = ({ values, faults }: PartProps) => (
  <>
    <Tick name="ask_publication" value="1" checked={values.ask_publication}>
      Ask, by a box of its own, whether answers may be published. Those who leave it empty are in no training
      file
    </Tick>
    <Field
      name="language"
      label="Language of your texts"
      value={values.language}
      fault={faults.language}
      hint="For instance de or pt-BR, so that screen readers pronounce them right. Left empty, it is read from the question and the instructions"
    />
    <Field
      name="asked_by"
      label="Who asks"
      value={values.asked_by}
      fault={faults.asked_by}
      hint="Named on the first page, for instance: The library of Lindau"
    />
    <Field
      name="pay"
      label="Payment"
      value={values.pay}
      fault={faults.pay}
      hint="Left empty, payment is not mentioned"
    />
    <Field
      name="promised_minutes"
      label="Minutes promised"
      type="number"
      value={values.promised_minutes}
      fault={faults.promised_minutes}
      hint="Left empty, it is worked out from the pace so far. When the time is up, testers are offered to finish"
      min={1}
      max={600}
    />
  </>
)

const sides = [
  ['a', 'A is better'],
  ['b', 'B is better'],
  ['tie', 'Tie'],
  ['both_bad', 'Both bad'],
] as const

type WrittenPairProps = {
  name: string
  legend: string
  hint: string
  values: ExampleFields
  fault: string | undefined
}

const WrittenPair = ({ name, legend, hint, values, fault }: WrittenPairProps) => (
  <fieldset>
    <legend>{legend}</legend>
    <p class="hint">{hint}</p>
    {fault && <p class="field-error">{fault}</p>}
    <Field name={`${name}.prompt`} label="Question" value={values.prompt} rows={2} />
    <Field name={`${name}.a`} label="Answer A" value={values.a} rows={2} />
    <Field name={`${name}.b`} label="Answer B" value={values.b} rows={2} />
    <Select name={`${name}.expected`} label="You would choose" value={values.expected} options={sides} />
    <Field name={`${name}.why`} label="Because" value={values.why} rows={2} />
  </fieldset>
)

const Course = ({ values, faults }: PartProps) => (
  <>
    <Field
      name="check_share"
      label="Share of instruction checks"
      type="number"
      value={values.check_share}
      fault={faults.check_share}
      hint="From 0 to 0.2. Items whose text says which button to press; recorded beside the tester, never votes"
      min={0}
      max={0.2}
      step="any"
    />
    <Field
      name="break_after"
      label="Pause after this many answers"
      type="number"
      value={values.break_after}
      fault={faults.break_after}
      hint="0: no pauses"
      min={0}
      max={1000}
    />
  </>
)

const Thanks = ({ values, faults }: PartProps) => (
  <>
    <Field
      name="completion_code"
      label="Completion code"
      value={values.completion_code}
      fault={faults.completion_code}
      hint="Shown to those who did their part, for panels that pay by code"
    />
    <Field
      name="return_url"
      label="Address to go back to"
      value={values.return_url}
      fault={faults.return_url}
      hint="A whole https:// address, for instance of a panel's completion page"
    />
    <Tick name="reveal" value="1" checked={values.reveal}>
      Once the study is closed, tell testers which models they chose
    </Tick>
  </>
)
