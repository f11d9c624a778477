import type { Study } from '../../../server/domain/study.ts'
import type { InviteRow } from '../../../server/domain/tester-rows.ts'
import type { QrCode } from '../../../server/qr-code.ts'
import type { InviteLink } from '../../../server/study/new-invites.ts'
import { Action, type Faults, Field, Moment, Problem, Select } from '../fields.tsx'
import { type Frame, StudyPage } from '../layout.tsx'

export type InviteFields = { kind: string; count: string; label: string; cap: string; expires: string }

type InvitesProps = {
  frame: Frame
  study: Study
  invites: InviteRow[]
  values?: InviteFields
  faults?: Faults
  problem?: string
  made?: (InviteLink & { qr: QrCode })[]
}

const nothingTyped: InviteFields = { kind: 'open', count: '1', label: '', cap: '', expires: '' }

export function InvitesPage({ frame, study, invites, made = [], ...form }: InvitesProps) {
  return (
    <StudyPage frame={frame} study={study} tab="Invites">
      {study.state !== 'open' && (
        <p class="notice">The study is {study.state}: a link lets testers in only while it is open.</p>
      )}
      {made.length > 0 && <NewLinks made={made} />}
      <Problem>{form.problem}</Problem>
      <InviteForm study={study} values={form.values ?? nothingTyped} faults={form.faults ?? {}} />
      <h2>Links so far</h2>
      {invites.length === 0 ? (
        <p>
          A link lets testers join without an account. An open link is for many people, a personal one for one
          person, who can go on with it on another device.
        </p>
      ) : (
        <Invites study={study} invites={invites} />
      )}
    </StudyPage>
  )
}

const NewLinks = ({ made }: Required<Pick<InvitesProps, 'made'>>) => (
  <section class="notice notice-good" id="new-links">
    <h2>Copy now: a link is shown only once</h2>
    <ul class="links">
      {made.map(({ url, label, qr }) => (
        <li>
          <svg class="qr" role="img" aria-label={`QR code of ${url}`} viewBox={`0 0 ${qr.size} ${qr.size}`}>
            <path d={qr.path} shape-rendering="crispEdges" />
          </svg>
          <span>
            {label && <strong>{label} </strong>}
            <code class="secret">{url}</code>
          </span>
        </li>
      ))}
    </ul>
  </section>
)

type FormProps = { study: Study; values: InviteFields; faults: Faults }

const InviteForm = ({ study, values, faults }: FormProps) => (
  <section>
    <h2>New links</h2>
    <form class="admin-form" method="post" action={`/studies/${study.slug}/invites`}>
      <Select
        name="kind"
        label="Kind"
        value={values.kind}
        options={[
          ['open', 'Open: one link for many people'],
          ['personal', 'Personal: one link for one person'],
        ]}
      />
      <Field
        name="count"
        label="How many links"
        type="number"
        value={values.count}
        fault={faults.count}
        min={1}
        max={1000}
      />
      <Field
        name="label"
        label="Label"
        value={values.label}
        fault={faults.label}
        hint="For you; testers do not see it"
      />
      <Field
        name="cap"
        label="Most people on an open link"
        type="number"
        value={values.cap}
        fault={faults.cap}
        hint="Empty: no limit"
        min={1}
      />
      <Field
        name="expires"
        label="Last day"
        type="date"
        value={values.expires}
        fault={faults.expires}
        hint="Until midnight UTC. Empty: until you revoke it"
      />
      <button type="submit" class="primary">
        Make links
      </button>
    </form>
  </section>
)

const Invites = ({ study, invites }: { study: Study; invites: InviteRow[] }) => (
  <section class="table-scroll" tabindex={0} aria-label="Links">
    <table>
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col">Kind</th>
          <th scope="col">Joined</th>
          <th scope="col">Expires (UTC)</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {invites.map((invite) => (
          <tr>
            <th scope="row">{invite.label || `Link ${invite.id}`}</th>
            <td>{invite.kind}</td>
            <td>
              {invite.testers}
              {invite.cap !== null && ` of ${invite.cap}`}
            </td>
            <td>
              <Moment at={invite.expiresAt} />
            </td>
            <td>
              {invite.revokedAt ? (
                'revoked'
              ) : (
                <Action action={`/studies/${study.slug}/invites/${invite.id}/revocation`} kind="danger">
                  Revoke
                </Action>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
