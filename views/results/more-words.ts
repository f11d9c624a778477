import { counted } from '../charts/numbers.ts'
import type { MoreNeeded } from './props.ts'

/** What would settle a pair, as far as that can be told; empty where it cannot. */
export function moreWords({ votes, testers, prompts }: MoreNeeded): string {
  const others = [
    testers === null ? '' : counted(rounded(testers), 'more tester'),
    prompts === null ? '' : counted(rounded(prompts), 'more prompt'),
  ].filter((part) => part !== '')
  if (votes !== null) {
    const ways = [`about ${counted(rounded(votes), 'more vote')} would tell`, ...others]
    return `${ways.join(', or ')}, if the difference stays as it is`
  }
  if (others.length === 0) return ''
  return `more votes of the same testers on the same prompts would not tell, about ${others.join(' or ')} would`
}

/** Two digits are as much as an "about" can bear. */
const rounded = (value: number) => (value < 20 ? Math.ceil(value) : Number(value.toPrecision(2)))
