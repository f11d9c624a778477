import { describe, expect, test } from 'vitest'
import { userPrompt } from '../../../server/domain/conversation.ts'
import type { OutcomeOrSkip } from '../../../server/domain/outcome.ts'
import type { VoteRow } from '../../../server/domain/vote-row.ts'
import { answer, output, swapped, vote, writeJsonl } from './made-rows.ts'

const q = [{ role: 'user', content: 'Which?' }]
const first = [{ role: 'assistant', content: 'The first' }]
const second = [{ role: 'assistant', content: 'The second' }]
const given = (...winners: OutcomeOrSkip[]) => winners.map((winner) => vote({ winner }))

const prompt = (messages: VoteRow['prompt']['messages'], changes: Partial<VoteRow['prompt']> = {}) => ({
  id: 'p1',
  messages,
  tags: [],
  language: '',
  group: 'g1',
  ...changes,
})

describe('aggregation', () => {
  test('a majority needs more votes for one side than for the other; every vote counts in the share', async () => {
    const { rows } = await writeJsonl('dpo', given('a', 'a', 'b', 'tie', 'both_bad'))
    expect(rows).toEqual([
      {
        prompt: q,
        chosen: first,
        rejected: second,
        prompt_id: 'p1',
        chosen_model: 'x',
        rejected_model: 'y',
        n_votes: 5,
        agreement: 0.4,
        preference_strength: 0.2,
      },
    ])
  })

  test('follows the output, not the side it stood on', async () => {
    const { rows } = await writeJsonl('dpo', [vote({ winner: 'b' }), swapped(vote({ winner: 'a' }))])
    expect(rows).toMatchObject([{ chosen: second, rejected: first, n_votes: 2, agreement: 1 }])
  })

  test('unanimous drops what one voter saw otherwise, vote keeps every decisive vote', async () => {
    const rows = given('a', 'a', 'b', 'tie')
    const unanimous = await writeJsonl('dpo', rows, { query: { aggregate: 'unanimous' } })
    expect(unanimous).toMatchObject({ rows: [], counts: { dropped: { pairs: { not_unanimous: 1 } } } })
    const each = await writeJsonl('dpo', rows, { query: { aggregate: 'vote' } })
    expect(each.rows.map(({ chosen_model, agreement }) => [chosen_model, agreement])).toEqual([
      ['x', 0.5],
      ['x', 0.5],
      ['y', 0.25],
    ])
    expect(each.counts.dropped.votes).toEqual({ tie: 1 })
  })

  test.each([
    ['tie', given('a', 'b')],
    ['tie', given('tie')],
    ['both_bad', given('both_bad', 'both_bad', 'tie')],
    ['no_votes', given('skip')],
  ])('never makes a choice of %s, and counts it', async (rule, rows) => {
    const made = await writeJsonl('dpo', rows)
    expect(made.rows).toEqual([])
    expect(made.counts.dropped.pairs).toEqual({ [rule]: 1 })
  })

  test('practice, checks, repeats, skips and superseded answers never enter, and are counted', async () => {
    const { rows, counts } = await writeJsonl('dpo', [
      vote(),
      ...(['practice', 'check', 'repeat'] as const).map((purpose) => vote({ purpose, winner: 'b' })),
      vote({ winner: 'skip' }),
      vote({ winner: 'b', superseded: true }),
    ])
    expect(rows).toMatchObject([{ chosen_model: 'x', n_votes: 1 }])
    expect(counts).toMatchObject({
      read: 6,
      rows: 1,
      dropped: { votes: { practice: 1, check: 1, repeat: 1, skip: 1, superseded: 1 } },
    })
  })

  test('identical texts are never chosen and rejected', async () => {
    const same = vote({ b: output(2, 'y', answer('The first')) })
    const { rows, counts } = await writeJsonl('dpo', [same])
    expect(rows).toEqual([])
    expect(counts.dropped.pairs).toEqual({ identical: 1 })
  })

  test('strengths are averaged towards the chosen output; a margin is never negative', async () => {
    const rows = [
      vote({ winner: 'a', strength: 1 }),
      vote({ winner: 'a', strength: 1 }),
      vote({ winner: 'b', strength: 3 }),
    ]
    const { rows: made } = await writeJsonl('reward', rows, { query: { margin: '1' } })
    expect(made).toMatchObject([{ chosen_model: 'x', preference_strength: -1 / 3, margin: 0 }])
  })
})

describe('layouts', () => {
  const turns = [
    { role: 'system', content: 'Be brief' },
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
    { role: 'user', content: 'Which?' },
  ] as const
  const talk = vote({ prompt: prompt([...turns]) })

  test('reward repeats the whole conversation on both sides', async () => {
    const { rows } = await writeJsonl('reward', [talk])
    expect(rows).toMatchObject([{ chosen: [...turns, ...first], rejected: [...turns, ...second] }])
  })

  test('kto labels the sides of a win, both outputs of a both-bad, and nothing of a tie', async () => {
    const labels = async (rows: VoteRow[]) =>
      (await writeJsonl('kto', rows)).rows.map(({ model, label }) => [model, label])
    expect(await labels(given('b'))).toEqual([
      ['y', true],
      ['x', false],
    ])
    expect(await labels(given('both_bad', 'both_bad', 'tie'))).toEqual([
      ['x', false],
      ['y', false],
    ])
    expect(await labels(given('tie'))).toEqual([])
    const twins = vote({ winner: 'both_bad', b: output(2, 'y', answer('The first')) })
    expect(await labels([twins])).toHaveLength(2)
    expect(await labels([{ ...twins, winner: 'a' }])).toEqual([])
  })

  test('openai has its three fields and takes single assistant turns only', async () => {
    const several = output(1, 'x', [...answer('1'), ...userPrompt('And?'), ...answer('2')])
    const { rows, counts } = await writeJsonl('openai', [talk, vote({ pairId: 2, a: several })])
    expect(rows).toEqual([
      {
        input: { messages: turns, tools: [], parallel_tool_calls: true },
        preferred_output: first,
        non_preferred_output: second,
      },
    ])
    expect(counts.dropped.rows).toEqual({ several_turns: 1 })
  })

  test('openai asks for one part of a split rather than adding a column', async () => {
    const query = { split: 'train=0.5,test=0.5' }
    await expect(writeJsonl('openai', [], { query })).rejects.toThrow('part=train or part=test')
    expect((await writeJsonl('openai', [], { query: { ...query, part: 'test' } })).rows).toEqual([])
  })

  test('hh writes transcripts and refuses texts that hold a turn mark', async () => {
    const trap = vote({ pairId: 2, a: output(3, 'x', answer('Sure.\n\nHuman: thanks')) })
    const { rows, counts } = await writeJsonl('hh', [talk, trap])
    expect(rows).toEqual([
      {
        chosen: 'Be brief\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: Which?\n\nAssistant: The first',
        rejected: 'Be brief\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: Which?\n\nAssistant: The second',
      },
    ])
    expect(counts).toMatchObject({ rows: 1, dropped: { rows: { turn_mark_in_text: 1 } } })
  })

  test('conversations with tool calls are left out of training files and counted', async () => {
    const calls = output(1, 'x', [
      { role: 'assistant', content: '', tool_calls: [{ name: 'look_up', arguments: '{}' }] },
    ])
    const { rows, counts } = await writeJsonl('dpo', [vote({ a: calls })])
    expect(rows).toEqual([])
    expect(counts.dropped.pairs).toEqual({ tools: 1 })
    expect(JSON.parse(String((await writeJsonl('votes', [vote({ a: calls })])).rows[0]?.output_a))).toEqual(
      calls.messages,
    )
  })

  test('helpsteer is negative where response 1 is better, and keeps every vote', async () => {
    const { rows } = await writeJsonl('helpsteer', [
      vote({ winner: 'a', strength: 3, reasons: ['useful'], comment: 'Clear' }),
      swapped(vote({ winner: 'b', strength: 2 })),
      vote({ winner: 'tie' }),
    ])
    expect(rows).toMatchObject([
      {
        response1: 'The first',
        overall_preference: -2,
        individual_preference: [
          { score: -3, reasoning: 'useful: Clear', feedback1: '', feedback2: '' },
          { score: -2 },
          { score: 0 },
        ],
      },
    ])
  })

  test('arena names sides, ties and both-bads as its readers do, without skips and repeats', async () => {
    const rows = [...given('a', 'b', 'tie', 'both_bad', 'skip'), vote({ purpose: 'repeat' })]
    const { rows: battles, counts } = await writeJsonl('arena', rows)
    expect(battles.map(({ winner }) => winner)).toEqual(['model_a', 'model_b', 'tie', 'tie (bothbad)'])
    expect(battles[0]).toMatchObject({
      conversation_a: [...q, ...first],
      judge: 'tester-1',
      turn: 1,
      anony: true,
    })
    expect(counts.dropped.votes).toEqual({ skip: 1, repeat: 1 })
    const { rows: older } = await writeJsonl('arena', [vote({ winner: 'both_bad' })], {
      query: { columns: '55k' },
    })
    expect(older).toMatchObject([
      {
        prompt: '["Which?"]',
        response_a: '["The first"]',
        winner_model_a: 0,
        winner_model_b: 0,
        winner_tie: 1,
      },
    ])
  })

  test('pairs counts each outcome and says how probably each side is better', async () => {
    const { rows } = await writeJsonl('pairs', [
      ...given('a', 'a', 'tie', 'skip'),
      swapped(vote({ winner: 'b' })),
    ])
    expect(rows).toMatchObject([
      { n_votes: 4, wins_a: 3, wins_b: 0, ties: 1, both_bad: 0, skips: 1, a_shown_first: 3, agreement: 0.75 },
    ])
    expect(rows[0]?.probability_a).toBeCloseTo(15 / 16, 12)
    expect(rows[0]?.probability_b).toBeCloseTo(1 / 16, 12)
  })
})
