import { refusal } from '../reports/problem.ts'

const startsWith = (head: Uint8Array, bytes: number[]) => bytes.every((byte, i) => head[i] === byte)
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

export const isZip = (head: Uint8Array) =>
  startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])

const foreign: { bytes: number[]; code: string; message: string }[] = [
  {
    bytes: ascii('version https://git-lfs.github.com/spec/v1'),
    code: 'git_lfs_pointer',
    message:
      'This is a Git LFS pointer, not the data itself; run "git lfs pull" where you got it and upload the real file',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    code: 'zstd',
    message: 'This file is packed with zstd; unpack it ("zstd -d FILE") or use gzip',
  },
  {
    bytes: ascii('BZh'),
    code: 'not_supported',
    message: 'This file is packed with bzip2; unpack it or use gzip',
  },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    code: 'not_supported',
    message: 'This file is packed with xz; unpack it or use gzip',
  },
  {
    bytes: ascii('7z\xbc\xaf'),
    code: 'not_supported',
    message: 'This is a 7z archive; use zip or gzip',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    code: 'not_supported',
    message: 'This is an old Excel workbook; save it as .xlsx or CSV and upload that',
  },
  { bytes: ascii('%PDF'), code: 'not_supported', message: 'This is a PDF; upload the data as CSV or JSON' },
  {
    bytes: ascii('SQLite format 3'),
    code: 'not_supported',
    message: 'This is an SQLite database; export the table as CSV and upload that',
  },
]

/** Refuses what is recognisably not a text file, saying what to upload instead. */
export function refuseForeign(head: Uint8Array) {
  const known = foreign.find(({ bytes }) => startsWith(head, bytes))
  if (known) throw refusal(known.code, known.message)
}

export function refuseWebPage(head: string) {
  if (/^\s*(<!doctype html|<html)/i.test(head))
    throw refusal('web_page', 'This is a web page, not data; download the raw file and upload that')
}

export function refuseBinary(head: string) {
  let odd = 0
  for (const letter of head) if (letter < ' ' && !'\t\n\r\f\v\u001b'.includes(letter)) odd++
  if (odd > 8 && odd > head.length / 20)
    throw refusal('not_text', 'This is a binary file; upload CSV, JSON or JSON Lines')
}
