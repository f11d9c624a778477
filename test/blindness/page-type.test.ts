import { expectTypeOf, test } from 'vitest'
import type { OwnAnswers } from '../../db/studies/progress.ts'
import type { OwnVote } from '../../db/testers/own-votes.ts'
import type { BlindContent } from '../../db/voting/comparisons.ts'
import type { ComparisonScreen } from '../../server/tester/screen-types.ts'
import type { BallotProps } from '../../views/tester/comparison.tsx'
import type { BlindPair } from '../../views/tester/props.ts'

/** The compiler holds these: a field added to one of them has to be let in here, by somebody who thinks of models. */
test('what is read for a tester, and what a page is made of, has no place for a model', () => {
  type Texts = 'promptHtml' | 'first' | 'second' | 'firstTurns' | 'secondTurns' | 'language' | 'masks'
  expectTypeOf<keyof BlindContent>().toEqualTypeOf<Texts>()
  type Pair =
    | 'comparison'
    | 'promptHtml'
    | 'responseA'
    | 'responseB'
    | 'rawA'
    | 'rawB'
    | ('lang' | 'langA' | 'langB')
    | 'differences'
  expectTypeOf<keyof BlindPair>().toEqualTypeOf<Pair>()
  type Screen = 'kind' | 'content' | 'form' | 'progress' | 'typed' | 'undo' | 'skipsLeft' | 'finishing'
  expectTypeOf<keyof ComparisonScreen>().toEqualTypeOf<Screen>()
  type Ballot =
    | ('ui' | 'base' | 'question' | 'instructionsHtml' | 'pair' | 'form' | 'progress' | 'saved' | 'undo')
    | ('skipsLeft' | 'typed' | 'pause' | 'finish')
  expectTypeOf<keyof BallotProps>().toEqualTypeOf<Ballot>()
  expectTypeOf<keyof OwnAnswers>().toEqualTypeOf<'choices' | 'repeats' | 'others' | 'apart'>()
  type Own =
    | ('purpose' | 'question' | 'answerA' | 'answerB' | 'outcome' | 'strength' | 'criteria' | 'reasons')
    | ('comment' | 'scoreA' | 'scoreB' | 'confidence' | 'at' | 'receipt')
  expectTypeOf<keyof OwnVote>().toEqualTypeOf<Own>()
})
