import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { narrow, useBrowser, wide } from '../setup/browser-page.ts'
import { comparisonOn, join, whenNext } from '../setup/study.ts'

const { visit, setupUrl } = useBrowser()
const account = { email: 'owner@example.org', password: 'three unrelated words' }
const models = ['plain', 'careful', 'searching']
const votesEach = 2

const csv = [
  'prompt,model,output',
  ...[1, 2, 3].flatMap((prompt) =>
    models.map(
      (model) => `How do I mend puncture ${prompt}?,${model},Answer ${prompt} by way ${model.length}.`,
    ),
  ),
].join('\n')

async function signIn(): Promise<Page> {
  const page = await visit()
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByLabel('Password').fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/studies')
  return page
}

let study = ''
let invite = ''
const cast: string[] = []

describe('the main job, as its three users do it', () => {
  test('an admin makes the first account, a study, an upload and an invite', async () => {
    const page = await visit()
    await page.goto(setupUrl())
    await page.getByLabel('E-mail').fill(account.email)
    await page.getByLabel('Password').fill(account.password)
    await page.getByRole('button', { name: 'Create the account' }).click()
    await page.waitForURL('**/studies')

    await page.goto('/new-study')
    await page.getByLabel('Name', { exact: true }).fill('Punctures')
    await page.getByLabel('Question to testers').fill('Which answer gets you riding sooner?')
    await page.getByLabel('Most votes of one tester').fill(String(votesEach))
    await page.getByRole('button', { name: 'Create the study' }).click()
    await page.waitForURL('**/studies/punctures')
    study = new URL(page.url()).pathname

    await page.goto(`${study}/batches`)
    const file = { name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    await page.locator('input[type=file]').first().setInputFiles(file)
    await page.getByRole('button', { name: 'Upload and look' }).click()
    await page.waitForURL(/\/batches\/\d+$/)
    await page
      .getByRole('button', { name: /^publish/i })
      .first()
      .click()
    await page.waitForURL(/\/batches(#.*)?$/)

    await page.goto(study)
    await page.locator('form:has(input[name=state][value=open]) button').first().click()
    await page.getByText('open', { exact: true }).first().waitFor()

    await page.goto(`${study}/invites`)
    await page.getByRole('button', { name: 'Make links' }).click()
    invite = new URL((await page.locator('code.secret').first().textContent()) ?? '').pathname
    expect(invite).toMatch(/^\/join\//)
  })

  const testers = [
    { by: 'mouse', viewport: wide, choice: 'a' },
    { by: 'key', viewport: wide, choice: 'b' },
    { by: 'form without a script', viewport: wide, choice: 'tie' },
    { by: 'touch', viewport: narrow, choice: 'both_bad' },
    { by: 'key', viewport: narrow, choice: 'a' },
    { by: 'form without a script', viewport: narrow, choice: 'b' },
  ]
  test.each(testers)(
    'a tester votes by $by at $viewport.width px, to the end',
    async ({ by, viewport, choice }) => {
      const withoutScript = by === 'form without a script'
      const page = await visit({ viewport, javaScriptEnabled: !withoutScript, hasTouch: by === 'touch' })
      await join(page, invite)
      for (let vote = 0; vote < votesEach; vote++) {
        const comparison = await comparisonOn(page)
        const button = page.locator(`.choice[value=${choice}]`)
        if (viewport === narrow && !withoutScript) await page.locator('[data-which=b]').click()
        if (by === 'key') await page.keyboard.press(String((await button.getAttribute('data-keys')) ?? ''))
        else if (by === 'touch') await button.tap()
        else await button.click()
        await whenNext(page, comparison)
        cast.push(choice)
      }
      await page.locator('[data-screen=done]').waitFor()
      await page.getByRole('heading', { name: 'Thank you' }).waitFor()
      const html = await page.content()
      for (const model of models) expect(html).not.toContain(model)
    },
  )

  test('an admin reads the results and downloads every vote', async () => {
    const page = await signIn()
    await page.goto(`${study}/results`)
    for (const model of models) await page.getByText(model).first().waitFor()

    await page.goto(`${study}/exports`)
    const coming = page.waitForEvent('download')
    await page.locator('#shape-votes a[download], a[download][href*="/votes.csv"]').first().click()
    const rows = parse(await readFile(await (await coming).path()), { columns: true, bom: true }) as {
      winner: string
      model_a: string
    }[]
    expect(rows).toHaveLength(cast.length)
    expect(rows.map((row) => row.winner.replace('model_', '')).sort()).toEqual([...cast].sort())
    for (const row of rows) expect(models).toContain(row.model_a)
  })
})
