import type { TokenRow } from '../../../server/domain/account-rows.ts'
import type { Scope } from '../../../server/domain/scope.ts'
import type { Study } from '../../../server/domain/study.ts'
import { Action, type Faults, Field, Moment, Problem, Select, Tick } from '../fields.tsx'
import { AdminPage, type Frame } from '../layout.tsx'

export type TokenFields = { name: string; scopes: string[]; study: string; days: string }

const scopeNames: [Scope, string][] = [
  ['results:read', 'Read results'],
  ['data:read', 'Read votes and download datasets'],
  ['studies:write', 'Make and run studies, upload outputs, invite testers'],
  ['admin', 'Everything'],
]

type TokensProps = {
  frame: Frame
  tokens: TokenRow[]
  studies: Pick<Study, 'slug' | 'name'>[]
  values?: TokenFields
  faults?: Faults
  problem?: string
  made?: string
}

const nothingTyped: TokenFields = { name: '', scopes: [], study: '', days: '90' }

export function TokensPage({ frame, tokens, made, problem, ...form }: TokensProps) {
  return (
    <AdminPage frame={frame} title="Tokens" place="Tokens">
      <h1>Tokens</h1>
      {made && (
        <section class="notice notice-good">
          <p>Copy now: the token is shown only once.</p>
          <code class="secret">{made}</code>
        </section>
      )}
      <Problem>{problem}</Problem>
      {tokens.length === 0 ? (
        <p>
          A token lets a program in: a nightly job that uploads outputs, a notebook that reads votes. Each has
          its own scopes and can be revoked on its own.
        </p>
      ) : (
        <Tokens tokens={tokens} />
      )}
      <TokenForm values={form.values ?? nothingTyped} faults={form.faults ?? {}} studies={form.studies} />
    </AdminPage>
  )
}

const Tokens = ({ tokens }: { tokens: TokenRow[] }) => (
  <section class="table-scroll" tabindex={0} aria-label="Tokens">
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Scopes</th>
          <th scope="col">Study</th>
          <th scope="col">Made by</th>
          <th scope="col">Expires (UTC)</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr>
            <th scope="row">{token.name}</th>
            <td>{token.scopes.join(', ')}</td>
            <td>{token.study ?? 'all'}</td>
            <td>{token.createdBy}</td>
            <td>
              <Moment at={token.expiresAt} />
            </td>
            <td>
              {token.revokedAt ? (
                'revoked'
              ) : (
                <Action action={`/tokens/${token.id}/revocation`} kind="danger">
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

type FormProps = { values: TokenFields; faults: Faults; studies: TokensProps['studies'] }

const TokenForm = ({ values, faults, studies }: FormProps) => (
  <section>
    <h2>New token</h2>
    <form class="admin-form" method="post" action="/tokens">
      <Field
        name="name"
        label="Name"
        value={values.name}
        fault={faults.name}
        hint="What it is for"
        required
      />
      <fieldset>
        <legend>What it may do</legend>
        {faults.scopes && <p class="field-error">{faults.scopes}</p>}
        {scopeNames.map(([scope, text]) => (
          <Tick name="scopes" value={scope} checked={values.scopes.includes(scope)}>
            {text}
          </Tick>
        ))}
      </fieldset>
      <Select
        name="study"
        label="Where"
        value={values.study}
        options={[['', 'All studies'], ...studies.map(({ slug, name }) => [slug, `Only ${name}`] as const)]}
      />
      <Field
        name="days"
        label="Days it is good"
        type="number"
        value={values.days}
        fault={faults.days}
        hint="Empty: until you revoke it"
        min={1}
        max={3650}
      />
      <button type="submit" class="primary">
        Make the token
      </button>
    </form>
  </section>
)
