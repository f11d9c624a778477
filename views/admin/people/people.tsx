import type { PersonRow } from '../../../server/domain/account-rows.ts'
import type { Role } from '../../../server/domain/role.ts'
import { Action, type Faults, Field, Moment, Problem, Select } from '../fields.tsx'
import { AdminPage, type Frame } from '../layout.tsx'

const roleNames: Record<Role, string> = {
  owner: 'Owner: everything',
  admin: 'Admin: everything but owners',
  analyst: 'Analyst: results and data, with the names of the models',
  data_reader: 'Data reader: downloads only',
}

type PeopleProps = {
  frame: Frame
  people: PersonRow[]
  roles: Role[]
  values?: { email: string; role: string }
  faults?: Faults
  problem?: string
  /** A password that was made just now. */
  made?: { email: string; password: string }
}

export function PeoplePage({ frame, people, roles, values, faults = {}, problem, made }: PeopleProps) {
  return (
    <AdminPage frame={frame} title="People" place="People">
      <h1>People</h1>
      <Problem>{problem}</Problem>
      {made && (
        <section class="notice notice-good">
          <p>Password of {made.email}, shown only once. They can change it after signing in:</p>
          <code class="secret">{made.password}</code>
        </section>
      )}
      <section class="table-scroll" tabindex={0} aria-label="People">
        <table>
          <thead>
            <tr>
              <th scope="col">E-mail</th>
              <th scope="col">Role</th>
              <th scope="col">Since</th>
              <th scope="col">State</th>
              <th scope="col">Acts</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <Row person={person} mayAct={roles.includes(person.role)} />
            ))}
          </tbody>
        </table>
      </section>
      <h2>New person</h2>
      <form class="admin-form" method="post" action="/people">
        <Field
          name="email"
          label="E-mail"
          type="email"
          value={values?.email}
          fault={faults.email}
          hint="A first password is made and shown to you once"
          required
        />
        <Select
          name="role"
          label="Role"
          value={values?.role ?? 'analyst'}
          options={roles.map((role) => [role, roleNames[role]] as const)}
        />
        <button type="submit" class="primary">
          Create the account
        </button>
      </form>
    </AdminPage>
  )
}

const Row = ({ person, mayAct }: { person: PersonRow; mayAct: boolean }) => (
  <tr>
    <th scope="row">{person.email}</th>
    <td>{person.role.replace('_', ' ')}</td>
    <td>
      <Moment at={person.createdAt} />
    </td>
    <td>{person.disabledAt ? 'switched off' : 'active'}</td>
    <td>
      {mayAct && (
        <div class="inline-form">
          <Action action={`/people/${person.id}/password`}>New password</Action>
          {person.disabledAt ? (
            <Action action={`/people/${person.id}/enabling`}>Switch on</Action>
          ) : (
            <Action action={`/people/${person.id}/disabling`} kind="danger">
              Switch off
            </Action>
          )}
        </div>
      )}
    </td>
  </tr>
)
