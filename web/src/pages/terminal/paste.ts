/** What makes a paste worth a question: a program takes each line for a command, and control characters for keys. */
export function looked(text: string): { lines: number; controls: number } {
  const lines = text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/).length
  const ends = /[\r\n]$/.test(text) ? 2 : 1
  const controls = [...text].filter(it => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(it)).length
  return { lines: Math.max(lines, ends), controls }
}

export function isHarmless(text: string): boolean {
  const { lines, controls } = looked(text)
  return lines === 1 && controls === 0
}
