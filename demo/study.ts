import { outcomes } from '../server/domain/outcome.ts'
export const demoStudy = {
  slug: 'bicycle-rental-demo',
  name: 'Bicycle rental assistant (demo)',
  question: 'Which answer would help this customer more?',
  instructions: [
    'You see a question that a customer sent to a small bicycle rental on the coast, and two answers to it.',
    '',
    'Choose the answer you would rather have received:',
    '',
    '- Does it answer what was asked, and is it clear what to do next?',
    '- A precise answer is worth more than a long one.',
    '- You need not check facts elsewhere; go by what you read.',
    '',
    'Choose **Tie** when you would be equally happy with either, and **Both bad** when neither helps.',
  ].join('\n'),
  consent: [
    'This is a demonstration. The customers, the shop and its prices are made up.',
    '',
    'We keep your choices, how long each one took, and a random name for you. ' +
      'We do not ask for your name or e-mail address and do not store your network address.',
    '',
    'The choices are used to rank the answers and may be exported as training data. ' +
      'You can stop at any time; what you have answered so far is kept.',
  ].join('\n'),
  votesPerPair: 5,
  maxVotesPerTester: 30,
  pairing: 'balanced',
  choices: [...outcomes],
  repeatShare: 0,
} as const

/** 300 of the 360 votes that 72 pairs × 5 can take, so that whoever tries the demo finds pairs to judge. */
export const demoCrowd = {
  seed: 20260614,
  testers: 20,
  votesPerTester: 15,
  /** How every simulated vote is marked: the label of the invite it came through. */
  label: 'Simulated votes (demo)',
} as const
