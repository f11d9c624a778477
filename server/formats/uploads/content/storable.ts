/** Text from a file as it can be shown and kept in a report: a NUL is drawn, half a character replaced. */
export const storable = (text: string): string => text.replaceAll('\0', '\u2400').toWellFormed()
