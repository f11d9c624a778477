import type { Child } from 'hono/jsx'
import type { Permission } from '../../server/domain/permission.ts'
import type { Study } from '../../server/domain/study.ts'

import type { Assets } from '../assets.ts'
import { Document } from '../layout.tsx'

/** Who looks at the page, and with what style sheets. */
export type Frame = {
  assets: Pick<Assets, 'css' | 'charts' | 'admin' | 'upload'>
  viewer: { email: string; may: readonly Permission[] }
}

type Place = { name: string; href: string; needs: Permission }

const places: Place[] = [
  { name: 'Studies', href: '/studies', needs: 'studies:read' },
  { name: 'People', href: '/people', needs: 'people:write' },
  { name: 'Tokens', href: '/tokens', needs: 'tokens:write' },
  { name: 'Audit', href: '/audit', needs: 'audit:read' },
]

const tabs = [
  { name: 'Overview', path: '', needs: 'studies:read' },
  { name: 'Outputs', path: '/batches', needs: 'results:read' },
  { name: 'Invites', path: '/invites', needs: 'studies:write' },
  { name: 'Testers', path: '/testers', needs: 'testers:read' },
  { name: 'Results', path: '/results', needs: 'results:read' },
  { name: 'Judges', path: '/judges', needs: 'results:read' },
  { name: 'Datasets', path: '/exports', needs: 'data:read' },
  { name: 'Settings', path: '/settings', needs: 'studies:read' },
] as const satisfies { name: string; path: string; needs: Permission }[]

export type Tab = (typeof tabs)[number]['name']

type PageProps = { frame: Frame; title: string; place: string; scripts?: string[]; children?: Child }

export function AdminPage({ frame, title, place, scripts = [], children }: PageProps) {
  const { assets, viewer } = frame
  return (
    <Document
      title={`${title} · Tiebreak`}
      lang="en"
      dir="ltr"
      styles={[assets.css, assets.charts, assets.admin]}
      scripts={scripts}
    >
      <a class="skip-link" href="#main">
        Skip to the content
      </a>
      <div class="admin">
        <header class="rail">
          <p class="brand">Tiebreak</p>
          <nav aria-label="Places">
            <ul>
              {places
                .filter(({ needs }) => viewer.may.includes(needs))
                .map(({ name, href }) => (
                  <li>
                    <a href={href} aria-current={name === place ? 'page' : undefined}>
                      {name}
                    </a>
                  </li>
                ))}
            </ul>
          </nav>
          <div class="rail-foot">
            <a href="/account" aria-current={place === 'Account' ? 'page' : undefined}>
              {viewer.email}
            </a>
            <form method="post" action="/logout">
              <button type="submit" class="quiet">
                Sign out
              </button>
            </form>
          </div>
        </header>
        <main class="admin-main" id="main">
          {children}
        </main>
      </div>
    </Document>
  )
}

type StudyPageProps = {
  frame: Frame
  study: Pick<Study, 'slug' | 'name' | 'state'>
  tab: Tab
  scripts?: string[]
  children?: Child
}

export function StudyPage({ frame, study, tab, scripts = [], children }: StudyPageProps) {
  return (
    <AdminPage frame={frame} title={`${tab} · ${study.name}`} place="Studies" scripts={scripts}>
      <h1>
        {study.name} <span class="badge">{study.state}</span>
      </h1>
      <nav class="tabs" aria-label="The study">
        <ul>
          {tabs
            .filter(({ needs }) => frame.viewer.may.includes(needs))
            .map(({ name, path }) => (
              <li>
                <a href={`/studies/${study.slug}${path}`} aria-current={name === tab ? 'page' : undefined}>
                  {name}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      {children}
    </AdminPage>
  )
}

/** Pages for people who are not signed in. */
export function DoorPage({
  assets,
  title,
  children,
}: {
  assets: Pick<Assets, 'css' | 'admin'>
  title: string
  children?: Child
}) {
  return (
    <Document
      title={`${title} · Tiebreak`}
      lang="en"
      dir="ltr"
      styles={[assets.css, assets.admin]}
      scripts={[]}
    >
      <main class="column admin-form">
        <h1>{title}</h1>
        {children}
      </main>
    </Document>
  )
}
