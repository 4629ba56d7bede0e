/** A parser of Markdown takes a time that grows with the square of these in one block: a text of some kB could stop a page for minutes. */
const markers = /[*_~[\]<`>]/g
const mostMarkers = 500
const mostText = 200_000

/** Whether to read this as Markdown would cost more than it is worth: then it is shown as it is written. */
export function isDear(text: string): boolean {
  return text.length > mostText || blocks(text).some(it => (it.match(markers)?.length ?? 0) > mostMarkers)
}

/** What is parsed together: parts between blank lines, without fenced code, of which nothing is parsed. */
function blocks(text: string): string[] {
  const lines = text.split('\n')
  // Within HTML a fence is none; then all counts.
  const fenced = !/^ {0,3}</m.test(text)
  const found: string[] = []
  let block: string[] = []
  let fence: string | undefined
  for (const line of lines) {
    if (fence !== undefined) {
      if (line.startsWith(fence) && /^`+\s*$/.test(line)) fence = undefined
      continue
    }
    // Only at the very beginning of a line: one that is indented may end with the list that it is in.
    const opens = fenced ? /^(`{3,})[^`]*$/.exec(line)?.[1] : undefined
    if (opens === undefined && line.trim() !== '') {
      block.push(line)
      continue
    }
    fence = opens
    found.push(block.join('\n'))
    block = []
  }
  return [...found, block.join('\n')]
}
