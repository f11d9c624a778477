import type { QrCode } from '../../../server/qr-code.ts'
import type { InviteLink } from '../../../server/study/new-invites.ts'
import { type Faults, Field, ListedProblem } from '../fields.tsx'
import { AdminPage, type Frame } from '../layout.tsx'

export type ExampleFields = { prompt: string; first: string; second: string }
export type QuickFields = {
  name: string
  question: string
  first: string
  second: string
  examples: ExampleFields[]
}

type QuickStartProps = {
  frame: Frame
  values: QuickFields
  faults?: Faults
  problem?: string
  details?: string[]
}

export function QuickStartPage({ frame, values, faults = {}, problem, details = [] }: QuickStartProps) {
  return (
    <AdminPage frame={frame} title="Quick start" place="Studies">
      <h1>Quick start</h1>
      <p>
        Paste a few prompts with two answers each and get a link to send around. Five are enough to find out
        whether the question works; what they can show, and what not, stands on the page that follows the
        votes.
      </p>
      <ListedProblem problem={problem} details={details} />
      <form class="admin-form" method="post" action="/quick-start">
        <Field name="name" label="Name" value={values.name} fault={faults.name} required />
        <Field
          name="question"
          label="Question to the testers"
          value={values.question}
          fault={faults.question}
          required
        />
        <Field
          name="first"
          label="Name of the first variant"
          value={values.first}
          fault={faults.first}
          required
        />
        <Field
          name="second"
          label="Name of the second variant"
          value={values.second}
          fault={faults.second}
          hint="Testers never see these names."
          required
        />
        {values.examples.map((example, n) => (
          <Example example={example} number={n + 1} />
        ))}
        <button type="submit" class="primary">
          Make the link
        </button>
      </form>
    </AdminPage>
  )
}

const Example = ({ example, number }: { example: ExampleFields; number: number }) => (
  <fieldset class="example">
    <legend>Example {number}</legend>
    <Field name={`prompt-${number}`} label="Prompt" value={example.prompt} rows={2} />
    <div class="side-by-side">
      <Field name={`first-${number}`} label="First answer" value={example.first} rows={4} />
      <Field name={`second-${number}`} label="Second answer" value={example.second} rows={4} />
    </div>
  </fieldset>
)

type StartedProps = { frame: Frame; slug: string; link: InviteLink; qr: QrCode }

export const QuickStartedPage = ({ frame, slug, link, qr }: StartedProps) => (
  <AdminPage frame={frame} title="Quick start" place="Studies">
    <h1>Your link is ready</h1>
    <section class="notice notice-good">
      <p>Copy it now: it is shown only once. Anybody who has it can vote, on any device.</p>
      <ul class="links">
        <li>
          <svg
            class="qr"
            role="img"
            aria-label={`QR code of ${link.url}`}
            viewBox={`0 0 ${qr.size} ${qr.size}`}
          >
            <path d={qr.path} shape-rendering="crispEdges" />
          </svg>
          <code class="secret">{link.url}</code>
        </li>
      </ul>
    </section>
    <p class="actions">
      <a class="button primary" href={`/studies/${slug}/first-look`}>
        See what the votes show
      </a>
      <a class="button" href={`/studies/${slug}`}>
        The study
      </a>
    </p>
  </AdminPage>
)
