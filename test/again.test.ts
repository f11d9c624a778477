import { expect, test } from 'vitest'
import { again } from '../db/connection/again.ts'

const undone = (code: string) => Object.assign(new Error(code), { code })

/** Fails so often, then answers. */
function asked(times: number, code: string) {
  const calls = { count: 0 }
  const ask = async () => {
    calls.count += 1
    if (calls.count <= times) throw undone(code)
    return 'stored'
  }
  return { calls, ask }
}

test.each(['40P01', '40001'])(
  'a statement that was undone by %s is asked again, three times at most',
  async (code) => {
    const short = asked(3, code)
    expect(await again(short.ask, () => 0)).toBe('stored')
    expect(short.calls.count).toBe(4)
    const long = asked(9, code)
    await expect(again(long.ask, () => 0)).rejects.toThrow(code)
    expect(long.calls.count).toBe(4)
  },
)

test('a slot that moved while the statement waited is counted again, another check is not', async () => {
  const refused = (constraint_name: string) =>
    Object.assign(new Error(constraint_name), { code: '23514', constraint_name })
  let calls = 0
  const once = (constraint: string) => async () => {
    calls += 1
    if (calls === 1) throw refused(constraint)
    return 'stored'
  }
  expect(await again(once('pairs_taken'), () => 0)).toBe('stored')
  calls = 0
  await expect(again(once('votes_outcome'), () => 0)).rejects.toThrow('votes_outcome')
})

test('what failed for another reason is not asked again', async () => {
  const { calls, ask } = asked(1, '23505')
  await expect(again(ask, () => 0)).rejects.toThrow('23505')
  expect(calls.count).toBe(1)
})
