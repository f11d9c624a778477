import { en } from '../../views/tester/messages/en.ts'
import { catalogues } from '../../views/tester/messages/index.ts'
import { placeOf } from '../../views/tester/messages/own-words.ts'
import { Invalid, type Issue } from '../domain/refusals.ts'
import type { NewStudy } from '../domain/settings/study-settings.ts'

type Ruled = Partial<Pick<NewStudy, 'texts' | 'practice' | 'example' | 'choices'>>

/** What single fields cannot know: that they fit each other, and the pages they are for. */
export function checkStudy<S extends Ruled>(study: S): S {
  const issues = [...textIssues(study.texts ?? {}), ...expectedIssues(study)]
  if (issues.length > 0) throw new Invalid('Some fields cannot be used', issues)
  return study
}

function textIssues(texts: Record<string, string>): Issue[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const pointer = `#/texts/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const { lang, key } = placeOf(name)
    if (lang !== null && !Object.hasOwn(catalogues, lang))
      return [{ pointer, detail: `"${lang}" is none of ${Object.keys(catalogues).join(', ')}` }]
    if (!Object.hasOwn(en, key)) return [{ pointer, detail: `"${key}" is no text of the tester's pages` }]
    const known = holesOf(en[key as keyof typeof en])
    return holesOf(text)
      .filter((hole) => !known.includes(hole))
      .map((hole) => ({ pointer, detail: `{${hole}} is not filled in there` }))
  })
}

function holesOf(message: string | object): string[] {
  const text = typeof message === 'string' ? message : Object.values(message).join(' ')
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
}

function expectedIssues({ practice = [], example = null, choices = [] }: Ruled): Issue[] {
  const written = [
    ...practice.map((item, n) => ({ pointer: `#/practice/${n}/expected`, ...item })),
    ...(example ? [{ pointer: '#/example/expected', ...example }] : []),
  ]
  return written
    .filter(({ expected }) => choices.length > 0 && !choices.includes(expected))
    .map(({ pointer, expected }) => ({ pointer, detail: `"${expected}" is no choice of this study` }))
}
