import { type Faults, Field, Problem } from './fields.tsx'
import { DoorPage, type Frame } from './layout.tsx'

type DoorProps = Pick<Frame, 'assets'> & { email?: string; problem?: string; faults?: Faults }

export const LoginPage = ({ assets, email, problem, isNew }: DoorProps & { isNew: boolean }) => (
  <DoorPage assets={assets} title="Sign in">
    <Problem>{problem}</Problem>
    {isNew && (
      <p class="notice">
        There is no account yet. The link that creates the first one was printed when the server started.
      </p>
    )}
    <form method="post" action="/login">
      <Field name="email" label="E-mail" type="email" value={email} autocomplete="username" required />
      <Field name="password" label="Password" type="password" autocomplete="current-password" required />
      <button type="submit" class="primary">
        Sign in
      </button>
    </form>
  </DoorPage>
)

export const SetupPage = ({ assets, email, problem, faults = {}, code }: DoorProps & { code: string }) => (
  <DoorPage assets={assets} title="Create the first account">
    <p>This account owns the server: it lets other people in and can do everything.</p>
    <Problem>{problem}</Problem>
    <form method="post" action="/setup">
      <input type="hidden" name="code" value={code} />
      <Field
        name="email"
        label="E-mail"
        type="email"
        value={email}
        fault={faults.email}
        autocomplete="username"
        required
      />
      <Field
        name="password"
        label="Password"
        type="password"
        hint="8 characters or more; a few unrelated words are easy to keep"
        fault={faults.password}
        autocomplete="new-password"
        required
      />
      <button type="submit" class="primary">
        Create the account
      </button>
    </form>
  </DoorPage>
)

export const NoCodePage = ({ assets }: DoorProps) => (
  <DoorPage assets={assets} title="This link is not good">
    <p>
      The link that creates the first account holds a code that is new at each start of the server. Look for
      "setup" in what the server printed last, or start it again.
    </p>
  </DoorPage>
)
