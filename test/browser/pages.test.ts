import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { setStudyState } from '../../db/studies/studies.ts'
import type { Study } from '../../server/domain/study.ts'
import { accessTable } from '../setup/access-table.ts'
import { expectAccessible } from '../setup/axe.ts'
import { useBrowser } from '../setup/browser-page.ts'
import { comparisonOn, inviteTo, join, openStudy, whenNext } from '../setup/study.ts'

const { visit: visitAs, db, setupUrl } = useBrowser()
/** Without motion, since colours that are still changing are measured wrong. */
const visit: typeof visitAs = (options) => visitAs({ reducedMotion: 'reduce', ...options })

/** Addresses that answer with a file, with JSON, or with the way to a page. */
const noPage =
  /^\/$|^\/(healthz|readyz|metrics)$|^\/api\/v1\/|\.(csv|json)$|\/(exports|charts)\/:file$|\/files\/|\/zip$/
const pages = Object.keys(accessTable)
  .filter((route) => route.startsWith('GET '))
  .map((route) => route.slice('GET '.length))
  .filter((path) => !noPage.test(path))

const seen = new Set<string>()

/** Nothing is found on the page as it stands, in light and dark, on a phone and on a wide window. */
async function look(page: Page, name: string): Promise<void> {
  const path = new URL(page.url()).pathname
  const route = pages.find((one) => one === path) ?? pages.find((one) => patternOf(one).test(path))
  if (route) seen.add(route)
  await expectAccessible(page, name)
}

const patternOf = (route: string) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`)

async function tick(page: Page): Promise<void> {
  for (const box of await page.locator('main input[type=checkbox][required]').all()) await box.check()
}

async function choose(page: Page, choice = 'a'): Promise<void> {
  const before = await comparisonOn(page)
  await page.locator(`.choice[value=${choice}]`).click()
  const send = page.locator('[data-send]')
  if ((await send.count()) > 0) await send.click()
  await whenNext(page, before)
}

const pair = { prompt: 'Which is red?', a: 'Red.', b: 'Blue.', expected: 'a', why: 'It is red.' }
const everything = {
  strength: true,
  criteria: ['accuracy'],
  reasons: ['useful', 'incorrect'],
  scores: true,
  confidence: true,
  difference_view: true,
  max_votes_per_tester: 3,
  break_after: 2,
  asked_by: 'The harbour office',
  pay: 'Three pounds',
  example: pair,
  practice: [pair],
  completion_code: 'TIDE-7',
  return_url: 'https://panel.example/complete?cc=7',
}

describe('axe finds nothing on any page of a tester', () => {
  test.each(['en', 'ar'])('in %s', async (locale) => {
    const study = await openStudy(db(), everything)
    const page = await visit({ provokes: [404, 409, 422], locale })
    await page.goto('/join/nothing')
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    await look(page, 'unknown invite')
    const invite = await inviteTo(db(), study)
    await page.goto(`${invite}/declined`)
    await look(page, 'declined')
    await page.goto(invite)
    await look(page, 'landing')
    await tick(page)
    await page.locator('main form button.primary').first().click()

    await page.locator('[data-screen=practice]').waitFor()
    await look(page, 'practice')
    await page.locator('[data-continue] .choice[value=b]').click()
    await page.locator('[data-continue] button.primary').waitFor()
    await look(page, 'practice, with feedback')
    await page.locator('[data-continue] button.primary').click()

    await page.locator('[data-screen=comparison]').waitFor()
    const first = await comparisonOn(page)
    await look(page, 'comparison')
    await page.locator('[data-expand-prompt]').check()
    await page.locator('.differences summary').click()
    await page.locator('[data-help] summary').click()
    await look(page, 'comparison, all open')
    await page.keyboard.press('Escape')
    for (const name of ['boxes', 'single'])
      await page.evaluate(`document.querySelector('[data-${name}]').click()`)
    await look(page, 'comparison, answers in boxes or one at a time')
    await page.locator('[data-skip] summary').click()
    await look(page, 'comparison, skipping')
    await page.keyboard.press('Escape')
    await page.locator('.choice[value=b]').click()
    await look(page, 'comparison, with its questions open')
    await page.keyboard.press('Escape')
    await choose(page)
    await page.goto(`/s/${study.key}/pause`)
    await look(page, 'a pause for the asking')
    await page.goto(`/s/${study.key}`)
    await page.evaluate(
      `(() => { const form = document.querySelector('#ballot'); form.elements.comparison.value = '${first}'; form.removeAttribute('hx-post'); form.insertAdjacentHTML('beforeend', '<input type="hidden" name="choice" value="both_bad">'); HTMLFormElement.prototype.submit.call(form) })()`,
    )
    await page.locator('[data-notice=answered]').waitFor()
    await look(page, 'a refusal')
    await page.goto(`/s/${study.key}`)
    await choose(page)
    await page.locator('[data-screen=break]').waitFor()
    await look(page, 'pause')
    await page.locator('[data-continue] button').click()
    await page.locator('[data-screen=comparison]').waitFor()
    await choose(page)
    await page.goto(`/s/${study.key}/done`)
    await page.locator('[data-screen=done]').waitFor()
    await page.locator('.withdraw summary').click()
    await look(page, 'done')
    await page.goto(invite)
    await look(page, 'landing, welcome back')
    await page.goto(`/s/${study.key}`)
    await setStudyState(db(), { id: study.id, state: 'paused' })
    await page.reload()
    await look(page, 'a paused study')
  })
})

const csv = (models: string[]) =>
  [
    'frage,model,antwort',
    ...[1, 2, 3].flatMap((n) => models.map((model) => `Ask ${n}?,${model},Answer ${n} of ${model}`)),
  ].join('\n')
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

describe('axe finds nothing on any page of an admin', () => {
  let study: Study
  let owner: Page
  const button = (name: string) => owner.getByRole('button', { name, exact: true })
  const at = async (path: string, name = path) => {
    await owner.goto(path)
    await look(owner, name)
  }

  beforeAll(async () => {
    study = await openStudy(db(), { max_votes_per_tester: 4 })
  })

  test('before anybody is signed in', async () => {
    const page = await visit({ provokes: [401, 403, 404] })
    await page.goto('/setup?code=none')
    await look(page, 'set-up, wrong code')
    await page.goto(setupUrl())
    await look(page, 'set-up')
    await page.goto('/login')
    await look(page, 'sign in')
    await page.goto('/nothing/here')
    await look(page, 'no such page')
  })

  test('of a whole study and everything beside it', async () => {
    const tester = await visit()
    await join(tester, await inviteTo(db(), study))
    for (const choice of ['a', 'b', 'tie', 'a']) await choose(tester, choice)

    owner = await visit({ provokes: [403, 404, 409, 422] })
    await createPerson(db(), { email: 'owner@example.org', password: 'three unrelated words', role: 'owner' })
    await owner.goto('/login')
    await owner.getByLabel('E-mail').fill('owner@example.org')
    await owner.getByLabel('Password').fill('three unrelated words')
    await button('Sign in').click()
    await owner.waitForURL('**/studies')
    await look(owner, 'studies')

    await at('/quick-start')
    await owner.getByLabel('Prompt').first().fill('Why is the sea salt?')
    await owner.getByLabel('First answer').first().fill('Rivers.')
    await owner.getByLabel('Second answer').first().fill('Rivers carry salt into it.')
    await button('Make the link').click()
    await owner
      .getByRole('link', { name: /first look|votes/i })
      .first()
      .waitFor()
    await look(owner, 'quick start, the link')
    await at('/studies/first-look/first-look', 'first look')

    await at('/new-study')
    await owner.getByLabel('Name', { exact: true }).fill('Winds')
    await owner.getByLabel('Question to testers').fill('Which?')
    await owner.getByText('Welcome, practice, pauses and thanks').click()
    await look(owner, 'new study, all open')
    await button('Create the study').click()
    await owner.waitForURL('**/studies/winds')
    await look(owner, 'overview of a draft')
    await at('/studies/winds/settings', 'settings of a draft')
    await at('/studies/winds/batches', 'outputs, none')
    await owner
      .locator('input[type=file]')
      .first()
      .setInputFiles(file('one.csv', csv(['calm', 'storm'])))
    await button('Upload and look').click()
    await owner.waitForURL(/batches\/\d+/)
    await expect
      .poll(async () => {
        await owner.reload()
        return owner.getByText('The files are being read').count()
      })
      .toBe(0)
    await look(owner, 'an upload, looked at')
    await at('/studies/winds/batches', 'outputs, with a draft')

    const place = `/studies/${study.slug}`
    const tabs = ['', '/batches', '/prompts', '/testers', '/results', '/judges', '/exports', '/settings']
    for (const tab of tabs) await at(`${place}${tab}`)
    await at(`${place}/invites`)
    await button('Make links').click()
    await look(owner, 'links just made')
    await owner.goto(`${place}/testers`)
    await owner.getByText('Leave out').first().click()
    await owner.getByLabel(/Reason to leave out/).fill('Answers at random')
    await owner.getByRole('button', { name: 'Leave out' }).click()
    await owner.getByText('Answers at random').waitFor()
    await look(owner, 'testers, one left out')

    await owner.goto(`${place}/judges`)
    await owner.getByLabel('Name of the judge').fill('strict')
    const verdicts = 'prompt,model_a,model_b,winner\np0,short,long,model_a\np1,code,short,tie\n'
    await owner.locator('input[type=file]').setInputFiles(file('verdicts.csv', verdicts))
    await button('Upload').click()
    await owner.getByRole('link', { name: 'strict' }).first().click()
    await look(owner, 'a judge')
    await at(`${place}/judges`, 'judges, one')

    await owner.goto(`${place}/exports`)
    await button('Freeze the votes now').click()
    await owner.waitForURL(/snapshots\/snap_/)
    await expect
      .poll(async () => {
        await owner.reload()
        return owner.getByText('Everything as one zip').count()
      })
      .toBe(1)
    await look(owner, 'a snapshot')
    await button('Make a link for a week').click()
    const shared = await owner.getByText('/shared/').first().textContent()
    await at(/\/shared\/[\w/.-]+/.exec(shared ?? '')?.[0] ?? '/', 'a shared snapshot')

    await at('/people')
    await owner.getByLabel('E-mail').fill('bob@example.org')
    await button('Create the account').click()
    await look(owner, 'somebody new')
    await at('/tokens')
    await owner.getByLabel('Name', { exact: true }).fill('nightly')
    await owner.getByLabel('Read results').check()
    await button('Make the token').click()
    await look(owner, 'a new token')
    for (const path of ['/audit', '/account', '/api/docs', '/studies/nothing']) await at(path)
  }, 400_000)
})

test('every page of the product was looked at', () => {
  expect(pages.filter((route) => !seen.has(route))).toEqual([])
})
