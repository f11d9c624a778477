import { expect, test } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createStudy } from '../../db/studies/studies.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import { expectAccessible } from '../setup/axe.ts'
import { narrow, useBrowser, wide } from '../setup/browser-page.ts'

const { visit, db, setupUrl } = useBrowser()

const text =
  'prompt,model,output\nWhat is a tide?,m1,"As ChatGPT, I say the sea rises."\nWhat is a tide?,m2,The sea rises.\n'

test('dropped files are looked at, decided on and published, on wide and narrow windows', async () => {
  await createStudy(db(), NewStudy.parse({ name: 'Drop', slug: 'drop', question: 'Which?' }))
  const owner = await createPerson(db(), {
    email: 'drop@example.org',
    password: 'eight or more',
    role: 'owner',
  })
  const session = await startSession(db(), { personId: owner.id })
  for (const viewport of [wide, narrow]) {
    const page = await visit({ viewport, reducedMotion: 'reduce' })
    await page.context().addCookies([{ name: 'tb', value: session, url: new URL(setupUrl()).origin }])
    await page.goto('/studies/drop/batches')
    const dropped = await page.evaluateHandle(`(() => {
      const files = new DataTransfer()
      files.items.add(new File([${JSON.stringify(text.replaceAll('tide', `tide ${viewport.width}`))}], 'dropped.csv'))
      return files
    })()`)
    const form = page.locator('form[enctype]')
    await form.dispatchEvent('dragover', { dataTransfer: dropped })
    expect(await form.getAttribute('data-over')).toBe('')
    await form.dispatchEvent('drop', { dataTransfer: dropped })
    expect(await form.getAttribute('data-over')).toBe(null)
    await page.getByRole('button', { name: 'Upload and look' }).click()
    await page
      .locator('#preview')
      .getByText(/As (ChatGPT|▇▇▇), I say/)
      .waitFor({ state: 'visible' })
    await expectAccessible(page, `draft at ${viewport.width}`)
    await page.locator('#decision-names_a_model').selectOption('mask')
    await page.getByRole('button', { name: 'Show the first prompts so' }).click()
    await page.locator('#preview').getByText('▇▇▇').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Uploads so far').waitFor()
  }
  const [row] = await db()`select count(*)::int as n from outputs`
  expect(row?.n).toBe(4)
})
