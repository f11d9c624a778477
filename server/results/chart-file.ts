const drawnWidth = 640

/**
 * One chart of a laid-out page as a drawing of its own, with its styles inside.
 * @returns null where the page has no such chart
 */
export function chartFile(page: string, { id, css }: { id: string; css: string }): string | null {
  const figure = page.indexOf(` id="${id}"><h3 class="chart-heading">`)
  if (figure < 0) return null
  const drawing = elementAt(page, page.indexOf('<svg class="chart-drawing"', figure))
  if (!drawing) return null
  const style = `<style><![CDATA[${css.replaceAll(']]>', '')}\nsvg { font-family: sans-serif; background: var(--chart-paper) }]]></style>`
  return drawing
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace(/width="100%"/, `width="${drawnWidth}"`)
    .replace('>', `>${style}`)
}

/** From where an svg element begins to where it ends, with those inside it. */
function elementAt(page: string, start: number): string | null {
  if (start < 0) return null
  let depth = 0
  for (const { 0: tag, index } of page.slice(start).matchAll(/<svg[\s>]|<\/svg>/g)) {
    depth += tag === '</svg>' ? -1 : 1
    if (depth === 0) return page.slice(start, start + index + tag.length)
  }
  return null
}
