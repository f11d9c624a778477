import { type Faults, Field, Select, Tick } from '../fields.tsx'
import { AroundTesters, LooseAroundTesters, type TesterFields } from './tester-fields.tsx'

/** What stands in the form of a study, as typed. */
export type StudyFields = {
  name: string
  question: string
  slug: string
  instructions: string
  consent: string
  votes_per_pair: string
  max_votes_per_tester: string
  pairing: string
  choices: string[]
  strength: boolean
  criteria: string
  repeat_share: string
  testers: TesterFields
  strength_points: string
  reasons: string
  scores: boolean
  comment: boolean
  confidence: boolean
  difference_view: boolean
}

type StudyFormProps = { values: StudyFields; faults: Faults; isNew: boolean; action: string; button: string }

export function StudyForm({ values, faults, isNew, action, button }: StudyFormProps) {
  return (
    <form class="admin-form" method="post" action={action}>
      <Name values={values} faults={faults} />
      {isNew && (
        <Field
          name="slug"
          label="Address"
          value={values.slug}
          fault={faults.slug}
          hint="Small letters, digits and hyphens; left empty, it is made from the name"
        />
      )}
      <Field
        name="question"
        label="Question to testers"
        value={values.question}
        fault={faults.question}
        hint="For instance: Which answer would help a new nurse more?"
        required
      />
      <Field
        name="instructions"
        label="Instructions"
        value={values.instructions}
        fault={faults.instructions}
        hint="What to look at, what to leave aside. Markdown"
        rows={5}
      />
      <Answers values={values} faults={faults} />
      <Amounts values={values} faults={faults} />
      <Consent values={values} faults={faults} />
      <AroundTesters values={values.testers} faults={faults} />
      <button type="submit" class="primary">
        {button}
      </button>
    </form>
  )
}

type LooseFormProps = { values: StudyFields; faults: Faults; action: string }

/** What may change once a study was opened. */
export const LooseForm = ({ values, faults, action }: LooseFormProps) => (
  <form class="admin-form" method="post" action={action}>
    <h2>How testers are met</h2>
    <p>
      This may change at any time. Whoever agreed to an earlier text keeps that version beside their name; who
      joined keeps the minutes they were promised.
    </p>
    <Name values={values} faults={faults} />
    <Consent values={values} faults={faults} />
    <LooseAroundTesters values={values.testers} faults={faults} />
    <button type="submit" class="primary">
      Save
    </button>
  </form>
)

type PartProps = { values: StudyFields; faults: Faults }

const Name = ({ values, faults }: PartProps) => (
  <Field
    name="name"
    label="Name"
    value={values.name}
    fault={faults.name}
    hint="Testers never see it"
    required
  />
)

const Consent = ({ values, faults }: PartProps) => (
  <Field
    name="consent"
    label="What testers agree to"
    value={values.consent}
    fault={faults.consent}
    hint="Markdown. A change is a new version"
    rows={7}
    required
  />
)

const Answers = ({ values, faults }: PartProps) => (
  <>
    <fieldset>
      <legend>Testers may also answer</legend>
      <input type="hidden" name="choices" value="a" />
      <input type="hidden" name="choices" value="b" />
      <Tick name="choices" value="tie" checked={values.choices.includes('tie')}>
        Both are about equally good
      </Tick>
      <Tick name="choices" value="both_bad" checked={values.choices.includes('both_bad')}>
        Both are bad
      </Tick>
      <Tick name="strength" value="1" checked={values.strength}>
        How much better the better one is
      </Tick>
      <Tick name="scores" value="1" checked={values.scores}>
        How good each answer is on its own, from 1 to 5
      </Tick>
      <Tick name="confidence" value="1" checked={values.confidence}>
        How sure they are
      </Tick>
      <Tick name="comment" value="1" checked={values.comment}>
        A comment
      </Tick>
    </fieldset>
    <Select
      name="strength_points"
      label="Points of the scale, where it is asked how much better"
      value={values.strength_points}
      options={[
        ['7', '7: three degrees on each side'],
        ['5', '5: two degrees on each side'],
      ]}
    />
    <Field
      name="criteria"
      label="Criteria"
      value={values.criteria}
      fault={faults.criteria}
      hint="One a line, at most 8: each is asked beside the overall choice"
      rows={3}
    />
    <Field
      name="reasons"
      label="Reasons"
      value={values.reasons}
      fault={faults.reasons}
      hint="One a line, at most 12, to be ticked for each side. For instance: useful, complete, incorrect, instructions not followed"
      rows={3}
    />
    <fieldset>
      <legend>Testers may also see</legend>
      <Tick name="difference_view" value="1" checked={values.difference_view}>
        The differences between the two answers, word by word. That they looked is recorded
      </Tick>
    </fieldset>
  </>
)

const Amounts = ({ values, faults }: PartProps) => (
  <>
    <Field
      name="votes_per_pair"
      label="Votes per pair"
      type="number"
      value={values.votes_per_pair}
      fault={faults.votes_per_pair}
      hint="Empty: worked out from the models and prompts when the study opens. It can be raised later, not lowered"
      min={1}
      max={1000}
    />
    <Field
      name="max_votes_per_tester"
      label="Most votes of one tester"
      type="number"
      value={values.max_votes_per_tester}
      fault={faults.max_votes_per_tester}
      hint="Empty: as many as there are pairs"
      min={1}
    />
    <Select
      name="pairing"
      label="Which models meet"
      value={values.pairing}
      options={[
        ['balanced', 'Balanced: every two models equally often'],
        ['winner', 'Winner: more votes where the first place is open'],
      ]}
    />
    <Field
      name="repeat_share"
      label="Share of pairs shown again with sides swapped"
      type="number"
      value={values.repeat_share}
      fault={faults.repeat_share}
      hint="From 0 to 0.5. Tells how far testers agree with themselves"
      min={0}
      max={0.5}
      step="any"
    />
  </>
)
