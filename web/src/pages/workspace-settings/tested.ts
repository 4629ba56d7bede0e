const fields: Record<string, string> = { bash: 'command', glob: 'pattern', grep: 'pattern', fetch: 'url' }

/** What a tool would get if this was what it is about; JSON is taken as it is. Pure. */
export function inputOf(tool: string, text: string): Record<string, unknown> {
  if (text.trim().startsWith('{')) {
    try {
      return JSON.parse(text) as Record<string, unknown>
    } catch {
      // A command may begin like that.
    }
  }
  return { [fields[tool] ?? 'path']: text }
}
