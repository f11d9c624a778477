import { readRatings } from '../../formats/votes/ratings.ts'
import { type Agreement, agreementOf } from '../../stats/agreement/agreement.ts'
import { strictCommand, wordAt } from '../terminal/arguments.ts'
import { inputText } from '../terminal/input-text.ts'
import { note, printJson, printTable } from '../terminal/output.ts'

export default strictCommand({
  meta: { name: 'agreement', description: 'How far raters agree: alpha, AC1, AC2, kappas' },
  args: {
    file: {
      type: 'positional',
      required: true,
      description: 'CSV with the columns unit, rater, value; - for stdin',
    },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  run: async (given) => {
    const { ratings, missing } = readRatings(await inputText(wordAt(given, 0, 'FILE')))
    const agreement = agreementOf(ratings)
    if (given.flag('json')) printJson(agreement)
    else printTable(['coefficient', 'value'], rowsOf(agreement))
    if (missing > 0) note(`${missing} ${missing === 1 ? 'row has' : 'rows have'} no value: not rated`)
  },
})

function rowsOf(agreement: Agreement): string[][] {
  const { krippendorff, cohen, ci } = agreement
  const figures: [string, number | null | undefined][] = [
    ['Krippendorff alpha, nominal', krippendorff.nominal],
    ['  95 % interval, low', ci?.[0]],
    ['  95 % interval, high', ci?.[1]],
    ['Krippendorff alpha, ordinal', krippendorff.ordinal],
    ['Krippendorff alpha, interval', krippendorff.interval],
    ['Krippendorff alpha, ratio', krippendorff.ratio],
    ['Gwet AC1', agreement.gwet_ac1],
    ['Gwet AC2, quadratic', agreement.gwet_ac2],
    ['Fleiss kappa', agreement.fleiss],
    ['Cohen kappa', cohen?.plain],
    ['Cohen kappa, linear', cohen?.linear],
    ['Cohen kappa, quadratic', cohen?.quadratic],
    ['observed agreement', agreement.percent],
  ]
  return [
    ...figures.map(([name, value]) => [name, value?.toFixed(3) ?? 'undefined']),
    ['units with two ratings or more', String(agreement.units)],
    ['raters', String(agreement.raters)],
  ]
}
