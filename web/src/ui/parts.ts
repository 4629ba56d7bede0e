/** The parts of a command, one a line; an empty line is none. Nothing else separates them: a part may hold spaces. Pure. */
export const partsOf = (text: string): string[] => text.split('\n').filter(Boolean)

/** The command as its lines; as they were typed, with the line that is just begun, while they still mean the same. Pure. */
export function shownAs(command: readonly string[], typed: string): string {
  return JSON.stringify(partsOf(typed)) === JSON.stringify(command) ? typed : command.join('\n')
}
