import type { Child } from 'hono/jsx'
import { Document } from '../layout.tsx'
import { t } from './messages/catalogue.ts'
import type { PageProps } from './props.ts'

type ShellProps = PageProps & { title: string; refreshSeconds?: number; children?: Child }

export function TesterShell({ ui, assets, languages = [], title, refreshSeconds, children }: ShellProps) {
  return (
    <Document
      title={title}
      lang={ui.lang}
      dir={ui.dir}
      styles={[assets.css]}
      scripts={[assets.htmx]}
      modules={[assets.ballot]}
      {...(refreshSeconds && { refreshSeconds })}
      htmx={{ noSwap: [204, 304, '5xx'] }}
    >
      <a class="skip-link" href="#screen">
        {t(ui, 'page.skip')}
      </a>
      {children}
      <footer class="tester-foot">
        <p>{t(ui, 'page.privacy')}</p>
        {languages.length > 0 && (
          <nav aria-label={t(ui, 'page.language')}>
            <ul class="languages">
              {languages.map((language) => (
                <li>
                  <a
                    href={language.href}
                    lang={language.lang}
                    hreflang={language.lang}
                    aria-current={language.lang === ui.lang ? 'true' : undefined}
                  >
                    {language.name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </footer>
    </Document>
  )
}
