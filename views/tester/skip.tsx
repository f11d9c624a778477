import { Key } from './key.tsx'
import { t, type Ui } from './messages/catalogue.ts'
import { upgraded } from './upgraded.ts'

const reasons = {
  skip: [
    ['cannot_judge', 'ballot.cannotJudge'],
    ['language', 'ballot.language'],
    ['other', 'ballot.other'],
  ],
  report: [
    ['broken', 'ballot.broken'],
    ['offensive', 'ballot.offensive'],
  ],
} as const

const formId = 'skip'

type MenuProps = { ui: Ui; skipsLeft: number; kind: 'skip' | 'report' }

/** The reasons of one kind. Their buttons belong to one form, which stands outside that of the choice. */
export function SkipMenu({ ui, skipsLeft, kind }: MenuProps) {
  return (
    <details class={`menu menu-${kind}`} name="menu" data-skip={kind === 'skip' ? '' : undefined}>
      <summary aria-keyshortcuts={kind === 'skip' ? 'S' : undefined}>
        {t(ui, kind === 'skip' ? 'ballot.skip' : 'ballot.report')}
        {kind === 'skip' && <Key>S</Key>}
      </summary>
      {skipsLeft === 0 ? (
        <p class="menu-body">{t(ui, 'ballot.noSkipsLeft')}</p>
      ) : (
        <div class="menu-body">
          <fieldset>
            <legend>{t(ui, kind === 'skip' ? 'ballot.skipWhy' : 'ballot.reportWhat')}</legend>
            {reasons[kind].map(([value, label]) => (
              <button type="submit" form={formId} name="reason" value={value}>
                {t(ui, label)}
              </button>
            ))}
          </fieldset>
          <p class="hint">{t(ui, 'ballot.skipsLeft', { count: skipsLeft })}</p>
        </div>
      )}
    </details>
  )
}

export function SkipForm({ base, comparison }: { base: string; comparison: string }) {
  return (
    <form id={formId} method="post" action={`${base}/skips`} data-skips {...upgraded(`${base}/skips`)}>
      <input type="hidden" name="comparison" value={comparison} />
      <input type="hidden" name="claims" value="" />
    </form>
  )
}
