import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { Refused } from './usage.ts'

/** The text of a file, or of stdin for "-". */
export async function inputText(file: string): Promise<string> {
  const bytes = file === '-' ? await buffer(process.stdin) : await bytesOf(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refused(`Cannot read ${file === '-' ? 'stdin' : file}: it is not UTF-8 text`)
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    const reason =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(code)
    throw new Refused(`Cannot read ${file}: ${reason}`)
  }
}
