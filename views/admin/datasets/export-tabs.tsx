import { type Download, snippets } from './export-snippets.ts'

type TabsProps = { download: Download; links: { label: string; href: string }[] }

/** One download, told in the words of each tool. Radio buttons choose, so that it works without a script. */
export function ExportTabs({ download, links }: TabsProps) {
  const others = snippets(download)
  const tabs = ['Browser', ...others.map(({ tab }) => tab)]
  return (
    <fieldset class="tabset">
      <legend class="visually-hidden">Ways to download {download.title}</legend>
      {tabs.map((tab, at) => (
        <>
          <input type="radio" name="tab" id={`tab-${at}`} value={tab} checked={at === 0} />
          <label for={`tab-${at}`}>{tab}</label>
        </>
      ))}
      <div class="tab-panel">
        <p class="actions">
          {links.map(({ label, href }) => (
            <a class="button" href={href} download>
              {label}
            </a>
          ))}
        </p>
      </div>
      {others.map(({ note, code }) => (
        <div class="tab-panel">
          <p>{note}</p>
          {code && (
            <pre class="command" tabindex={0}>
              <code>{code}</code>
            </pre>
          )}
        </div>
      ))}
    </fieldset>
  )
}
