export type Line = { line: number; text: string }
export type DelimitedRecord = { line: number; fields: string[] }

/** Lines of UTF-8 text, chunk by chunk. Split at \n only; a trailing \r is not part of the line. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let number = 0
  const split = (text: string): Line[] => {
    const lines: Line[] = []
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      number += 1
      lines.push({
        line: number,
        text: text.slice(from, text[end - 1] === '\r' && end > from ? end - 1 : end),
      })
      from = end + 1
    }
    rest = text.slice(from)
    return lines
  }
  try {
    for await (const chunk of chunks) yield split(rest + decoder.decode(chunk, { stream: true }))
    rest += decoder.decode()
  } catch (error) {
    if (error instanceof TypeError)
      throw new SyntaxError(`Cannot read line ${number + 1}: it is not UTF-8 text`)
    throw error
  }
  if (rest !== '') yield [{ line: number + 1, text: rest.replace(/\r$/, '') }]
}

/**
 * Records of delimited text (RFC 4180): quoted fields may hold the delimiter, doubled quotes and line ends. `line` is
 * the one a record begins on. Without a delimiter the header decides between comma, semicolon and tab.
 */
export async function* recordsOf(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string | null,
): AsyncGenerator<DelimitedRecord[]> {
  let mark = delimiter
  let open: Line | null = null
  for await (const lines of linesOf(chunks)) {
    const records: DelimitedRecord[] = []
    for (const { line, text } of lines) {
      mark ??= delimiterOf(text)
      if (!open && !text.includes('"')) {
        records.push({ line, fields: text.split(mark) })
        continue
      }
      const whole: Line = open ? { line: open.line, text: `${open.text}\n${text}` } : { line, text }
      const isComplete = quotesIn(whole.text) % 2 === 0
      open = isComplete ? null : whole
      if (isComplete) records.push({ line: whole.line, fields: fieldsOf(whole, mark) })
    }
    yield records
  }
  if (open) throw new SyntaxError(`Cannot read line ${open.line}: a quoted field is never closed`)
}

function delimiterOf(header: string): string {
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark
}

function quotesIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1
  return count
}

function fieldsOf({ line, text }: Line, delimiter: string): string[] {
  const fields: string[] = []
  let at = 0
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at)
      fields.push(text.slice(at, end < 0 ? text.length : end))
      if (end < 0) return fields
      at = end + 1
      continue
    }
    let field = ''
    at += 1
    for (;;) {
      const end = text.indexOf('"', at)
      field += text.slice(at, end)
      at = end + 1
      if (text[at] !== '"') break
      field += '"'
      at += 1
    }
    fields.push(field)
    if (at >= text.length) return fields
    if (text[at] !== delimiter) {
      throw new SyntaxError(`Cannot read line ${line}: a quoted field goes on after its closing quote`)
    }
    at += 1
  }
}
