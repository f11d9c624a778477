import type { Child } from 'hono/jsx'

/** Field name → what is wrong with it. */
export type Faults = Record<string, string>

type FieldProps = {
  name: string
  label: string
  value?: string | undefined
  hint?: Child
  fault?: string | undefined
  type?: 'text' | 'email' | 'password' | 'number' | 'date'
  rows?: number
  required?: boolean
  autocomplete?: string
  min?: number
  max?: number
  step?: string
}

/** A label, a control that keeps what was typed, and beside it what is wrong. */
export function Field({ name, label, value = '', hint, fault, rows, type = 'text', ...rest }: FieldProps) {
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ')
  const common = {
    id: name,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': fault ? ('true' as const) : undefined,
    ...rest,
  }
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint && (
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {rows ? (
        <textarea rows={rows} {...common}>
          {value}
        </textarea>
      ) : (
        <input type={type} value={value} {...common} />
      )}
      {fault && (
        <p class="field-error" id={`${name}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}

type SelectProps = {
  name: string
  label: string
  value?: string | undefined
  options: readonly (readonly [value: string, text: string])[]
}

export const Select = ({ name, label, value, options }: SelectProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      {options.map(([option, text]) => (
        <option value={option} selected={option === value}>
          {text}
        </option>
      ))}
    </select>
  </div>
)

type TickProps = { name: string; value: string; checked: boolean; children?: Child }

export const Tick = ({ name, value, checked, children }: TickProps) => (
  <label class="tick">
    <input type="checkbox" name={name} value={value} checked={checked} />
    <span>{children}</span>
  </label>
)

export const Problem = ({ children }: { children?: Child }) =>
  children ? (
    <div class="notice notice-bad" role="alert">
      {children}
    </div>
  ) : null

/** A problem whose details are listed one by one. */
export const ListedProblem = ({ problem, details }: { problem: string | undefined; details: string[] }) =>
  problem ? (
    <Problem>
      <p>{problem}</p>
      <ul>
        {details.map((detail) => (
          <li>{detail}</li>
        ))}
      </ul>
    </Problem>
  ) : null

type ActionProps = {
  action: string
  fields?: Record<string, string>
  kind?: 'primary' | 'danger' | 'quiet' | ''
  children?: Child
}

/** One button that does one thing. */
export const Action = ({ action, fields = {}, kind = '', children }: ActionProps) => (
  <form method="post" action={action}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class={kind || undefined}>
      {children}
    </button>
  </form>
)

export const Moment = ({ at }: { at: Date | null }) =>
  at ? <time datetime={at.toISOString()}>{at.toISOString().slice(0, 16).replace('T', ' ')}</time> : <>–</>
