import type { Study } from '../../db/studies.ts'

export type NextStep = { sentence: string; button: string } & ({ page: string } | { state: 'open' })

/** What to do next with a study: one sentence, one button. */
export function nextStep({ state, counts }: Pick<Study, 'state' | 'counts'>): NextStep {
  if (counts.outputs === 0) {
    return {
      sentence: 'Upload what your models wrote: two models or more, answering the same prompts.',
      button: 'Upload outputs',
      page: '/batches',
    }
  }
  if (counts.models < 2) {
    return {
      sentence: 'A comparison takes two models: upload the outputs of another one to the same prompts.',
      button: 'Upload outputs',
      page: '/batches',
    }
  }
  if (state === 'draft') {
    return {
      sentence:
        'Everything is there. Opening freezes the question, the rules and the models, and lets testers in.',
      button: 'Open the study',
      state: 'open',
    }
  }
  if (state === 'paused') {
    return { sentence: 'The study is paused: testers cannot vote.', button: 'Open it again', state: 'open' }
  }
  if (state === 'closed') {
    return { sentence: 'The study is closed: take the votes with you.', button: 'Datasets', page: '/exports' }
  }
  if (counts.testers === 0) {
    return {
      sentence: 'The study is open and nobody has joined yet: send testers a link.',
      button: 'Invite testers',
      page: '/invites',
    }
  }
  return { sentence: 'Testers are voting. See what can be told so far.', button: 'Results', page: '/results' }
}
