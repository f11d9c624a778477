import type { Answer } from './browser.ts'
import type { Labels } from './labels.ts'

type Shown = { id: number; name: string; latency: number; cost: number }
/** What the server knows of the pair on a page and must keep to itself. */
export type Secret = { first: Shown; second: Shown; outputs: number[]; labels: Labels }

type Leak = (answer: Answer, secret: Secret) => Answer

const header = (name: string, value: (secret: Secret) => string | number): Leak => {
  return (answer, secret) => ({ ...answer, headers: [...answer.headers, [name, String(value(secret))]] })
}
const body = (change: (html: string, secret: Secret) => string): Leak => {
  return (answer, secret) => ({ ...answer, body: change(answer.body, secret) })
}
const attribute = (name: string, value: (secret: Secret) => string | number): Leak =>
  body((html, secret) => html.replace('id="response-a"', `id="response-a" ${name}="${value(secret)}"`))

/** A short number from a name, as a careless program would make an id, a colour or a cache key of it. */
const digest = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7)

/** Twenty-odd ways in which servers have given away what they meant to hide, each as one change to an answer. */
export const leaks: Record<string, Leak> = {
  'an id made from a name': body((html, { first }) =>
    html.replace('id="response-a"', `id="r-${digest(first.name)}"`),
  ),
  'the number of an output': attribute('data-output', ({ outputs }) => outputs[0] ?? 0),
  'the number of a model': attribute('data-m', ({ second }) => second.id),
  'an ETag': header('ETag', ({ first, second }) => `"${digest(first.name + second.name)}"`),
  'a class': attribute('class', ({ first }) => `tone-${digest(first.name) % 5}`),
  'the order of the sides': body((html, { first, second }) =>
    first.name > second.name
      ? html.replace('response-a', 'response-c').replace('response-b', 'response-a')
      : html,
  ),
  'the order of the choices': body((html, { first, second }) =>
    first.name > second.name ? html.replace('value="a"', 'value="b"') : html,
  ),
  padding: body((html, { first }) => html + ' '.repeat(first.name.length)),
  'a timing header': header('Server-Timing', ({ first }) => `db;dur=${first.latency}`),
  'a delay': header('X-Response-Time', ({ second }) => second.latency),
  'a file name': body((html, { labels }) => `${html}<!-- ${labels.files[0]} -->`),
  'an alternative text': body((html, { first }) => html.replace('</h1>', `</h1><img alt="${first.name}">`)),
  'a cookie': header('Set-Cookie', ({ first }) => `seen=${digest(first.name)}`),
  'an event for the script': header('HX-Trigger', ({ first }) => JSON.stringify({ shown: first.name })),
  'a comment': body((html, { second }) => `${html}<!-- B: ${second.name} -->`),
  'a tooltip': attribute('title', ({ first }) => first.name),
  'a data attribute': attribute('data-cost', ({ first }) => first.cost),
  'a label for screen readers': attribute('aria-label', ({ first }) => `Answer of ${first.name}`),
  'a language': attribute('lang', ({ first }) => (digest(first.name) % 2 ? 'en' : 'en-GB')),
  'a cache header': header('Cache-Control', ({ first }) => `max-age=${digest(first.name)}`),
  'an error text': (answer, secret) =>
    answer.status < 400 ? { ...answer, body: `${answer.body}Cannot read ${secret.first.name}` } : answer,
  'a redirect target': header('Location', ({ labels }) => `/done?study=${labels.study.slug}`),
  'the name of a field': body((html, { first }) =>
    html.replace('name="claims"', `name="claims-${digest(first.name)}"`),
  ),
  'a preload': header('Link', ({ first }) => `</assets/${digest(first.name)}.css>; rel=preload`),
  'a file to save as': header(
    'Content-Disposition',
    ({ labels }) => `inline; filename="${labels.study.name}.html"`,
  ),
  'the title of the page': body((html, { labels }) =>
    html.replace('<h1', `<h1 title="${labels.study.name}"`),
  ),
}
