import { Action, type Faults, Field, Problem } from '../fields.tsx'
import { AdminPage, type Frame } from '../layout.tsx'

type AccountProps = { frame: Frame; faults?: Faults; problem?: string }

export const AccountPage = ({ frame, faults = {}, problem }: AccountProps) => (
  <AdminPage frame={frame} title="Your account" place="Account">
    <h1>{frame.viewer.email}</h1>
    <Problem>{problem}</Problem>
    <h2>New password</h2>
    <form class="admin-form" method="post" action="/account/password">
      <Field
        name="current"
        label="Password now"
        type="password"
        fault={faults.current}
        autocomplete="current-password"
        required
      />
      <Field
        name="password"
        label="New password"
        type="password"
        fault={faults.password}
        hint="8 characters or more. Every other browser is signed out"
        autocomplete="new-password"
        required
      />
      <button type="submit" class="primary">
        Change the password
      </button>
    </form>
    <h2>Browsers</h2>
    <p>Ends every session of this account, this one too.</p>
    <Action action="/account/sign-out">Sign out everywhere</Action>
  </AdminPage>
)
