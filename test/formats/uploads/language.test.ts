import { expect, test } from 'vitest'
import { languageOf } from '../../../server/formats/uploads/content/language.ts'

test.each([
  [
    'en',
    [
      'How do I split one commit into two?',
      'I lost my keys, what do I do?',
      'Do I need a visa?',
      'A list of ten fruits',
    ],
  ],
  ['de', ['Wie komme ich von hier zum Bahnhof?', 'Wo kann ich an der Spree baden?']],
  ['fr', ['Comment on fait un gâteau ?', 'On a une question sur la loi']],
  ['es', ['¿Cómo divido un texto en dos partes?']],
  ['pt', ['Como faço um bolo de chocolate?', 'Qual a diferença entre a e o?']],
  ['nl', ['Wat is de beste manier om te leren?']],
  ['pl', ['Jak napisać list do szefa?', 'Jak i po co uczyć się na pamięć?']],
  ['ja', ['二つに分けるにはどうしますか。']],
  ['zh', ['如何分成两个？']],
  ['ar', ['كيف أقسمه إلى اثنين؟']],
  ['und', ['A: 1, B: 2', '2 + 2 = ?', '']],
])('a short question is taken for %s', (language, questions) => {
  expect(questions.map((question) => [question, languageOf(question)])).toEqual(
    questions.map((question) => [question, language]),
  )
})
