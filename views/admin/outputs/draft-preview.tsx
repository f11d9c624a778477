import type { PreviewPair } from './draft-props.ts'

/** The first prompts as testers will see them; the names of the models stand there for the admin alone. */
export const DraftPreview = ({ previews }: { previews: PreviewPair[] }) =>
  previews.length === 0 ? null : (
    <section id="preview">
      <h3>As testers will see it</h3>
      {previews.map((pair, i) => (
        <details class="report" open={i === 0}>
          <summary>Prompt {i + 1}</summary>
          <div class="output" dir="auto" hx-ignore dangerouslySetInnerHTML={{ __html: pair.prompt }} />
          <div class="draft-pair">
            {pair.outputs.map(({ model, html }) => (
              <div>
                <p class="hint">{model} (testers see no name)</p>
                <section class="pane" tabindex={0} aria-label={`Output of ${model} to prompt ${i + 1}`}>
                  <div class="output" dir="auto" hx-ignore dangerouslySetInnerHTML={{ __html: html }} />
                </section>
              </div>
            ))}
          </div>
        </details>
      ))}
    </section>
  )
