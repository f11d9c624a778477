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

test('what failed for another reason is not asked again', async () => {
  const { calls, ask } = asked(1, '23505')
  await expect(again(ask, () => 0)).rejects.toThrow('23505')
  expect(calls.count).toBe(1)
})
