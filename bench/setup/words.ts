const vocabulary =
  'the tide water moon sun earth because follows under light between small rather great whole therefore sea wind often later before against many without around sometimes coast harbour level rises falls twice each day month when both stand in one line and pull together which makes them higher than usual so that boats can leave only at certain hours while people on the shore wait for them with nets and lamps as their parents did'.split(
    ' ',
  )

/** Sentences of everyday words, the same for the same seed, some with lists and headings. */
export function seededWords(seed: number): (count: number) => string {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return (count) => {
    let text = ''
    for (let i = 0; i < count; i++) {
      const word = vocabulary[next(vocabulary.length)] ?? ''
      const end = next(60)
      text += i === 0 ? word : end === 0 ? `.\n\n- ${word}` : end < 5 ? `. ${word}` : ` ${word}`
    }
    return text
  }
}
