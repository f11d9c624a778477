import type { ActRow } from '../../../server/domain/account-rows.ts'
import { Moment } from '../fields.tsx'
import { AdminPage, type Frame } from '../layout.tsx'

type AuditProps = { frame: Frame; acts: ActRow[]; next: string | null }

export const AuditPage = ({ frame, acts, next }: AuditProps) => (
  <AdminPage frame={frame} title="Audit" place="Audit">
    <h1>Audit</h1>
    <p>Who did what, newest first, times in UTC. Nothing here can be changed, by anybody.</p>
    <section class="table-scroll" tabindex={0} aria-label="Acts">
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Did</th>
            <th scope="col">Study</th>
            <th scope="col">To</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {acts.map((act) => (
            <tr>
              <td>
                <Moment at={act.at} />
              </td>
              <th scope="row">{act.actor}</th>
              <td>{act.act}</td>
              <td>{act.study ? <a href={`/audit?study=${act.study}`}>{act.study}</a> : '–'}</td>
              <td>{act.subject}</td>
              <td class="wide">{detailsOf(act.details)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
    {next && (
      <p>
        <a class="button" href={next}>
          Earlier
        </a>
      </p>
    )}
  </AdminPage>
)

const detailsOf = (details: Record<string, unknown>): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
