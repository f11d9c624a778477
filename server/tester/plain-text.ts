import { type Conversation, type Message, singleTurnText } from '../domain/conversation.ts'
import { turnNames } from '../rendering/turns.ts'

/** An output as plain text: as it came where it is one turn, else with each turn's writer, calls of tools included. */
export function plainText(turns: Conversation): string {
  return singleTurnText(turns) ?? turns.map(plainTurn).join('\n\n')
}

function plainTurn({ role, name, content, tool_calls = [] }: Message): string {
  const said = content.trim() === '' ? [] : [`${named(turnNames[role], name)}: ${content}`]
  const called = tool_calls.map((call) => `${named(turnNames.call, call.name)}: ${call.arguments}`)
  return [...said, ...called].join('\n\n')
}

const named = (writer: string, name = '') => (name === '' ? writer : `${writer} ${name}`)
