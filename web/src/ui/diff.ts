/** A line of a difference. Numbers are those of the old and the new text. */
export type DiffLine = { kind: 'same' | 'add' | 'del' | 'hunk'; text: string; old?: number; new?: number; marks?: [number, number][] }

/** The lines of one file's unified diff, with the changed words of paired lines marked. Pure. */
export function parseUnified(patch: string): DiffLine[] {
  const lines: DiffLine[] = []
  let left = 0
  let right = 0
  let inside = false
  for (const line of patch.replace(/\n$/, '').split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)
    if (hunk) {
      left = Number(hunk[1])
      right = Number(hunk[2])
      inside = true
      lines.push({ kind: 'hunk', text: line })
    } else if (line.startsWith('\\ ') || (!inside && /^(---|\+\+\+|diff |index )/.test(line))) continue
    else if (line.startsWith('+')) lines.push({ kind: 'add', text: line.slice(1), new: right++ })
    else if (line.startsWith('-')) lines.push({ kind: 'del', text: line.slice(1), old: left++ })
    else lines.push({ kind: 'same', text: line.slice(1), old: left++, new: right++ })
  }
  return markWords(lines)
}

const mostCells = 4_000_000

/** The difference of two texts, as lines with all context. Too large a middle is shown as replaced whole. Pure. */
export function diffTexts(before: string, after: string): DiffLine[] {
  const a = before === '' ? [] : before.replace(/\n$/, '').split('\n')
  const b = after === '' ? [] : after.replace(/\n$/, '').split('\n')
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const midA = a.slice(start, a.length - end)
  const midB = b.slice(start, b.length - end)
  const lines: DiffLine[] = a.slice(0, start).map((text, i) => ({ kind: 'same', text, old: i + 1, new: i + 1 }))
  for (const it of midA.length * midB.length > mostCells ? replaced(midA, midB) : shortest(midA, midB)) {
    if (it.kind === 'same') lines.push({ ...it, old: start + it.old! + 1, new: start + it.new! + 1 })
    else if (it.kind === 'del') lines.push({ ...it, old: start + it.old! + 1 })
    else lines.push({ ...it, new: start + it.new! + 1 })
  }
  for (let i = 0; i < end; i++) {
    const old = a.length - end + i
    lines.push({ kind: 'same', text: a[old]!, old: old + 1, new: b.length - end + i + 1 })
  }
  return markWords(lines)
}

const replaced = (a: string[], b: string[]): DiffLine[] => [
  ...a.map((text, i): DiffLine => ({ kind: 'del', text, old: i })),
  ...b.map((text, i): DiffLine => ({ kind: 'add', text, new: i })),
]

function shortest(a: string[], b: string[]): DiffLine[] {
  const width = b.length + 1
  const table = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1]! + 1 : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!)
    }
  }
  const lines: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) lines.push({ kind: 'same', text: a[i]!, old: i++, new: j++ })
    else if (j >= b.length || (i < a.length && table[(i + 1) * width + j]! >= table[i * width + j + 1]!)) lines.push({ kind: 'del', text: a[i]!, old: i++ })
    else lines.push({ kind: 'add', text: b[j]!, new: j++ })
  }
  return lines
}

/** A removed and an added block of the same height: what differs within each pair of lines. */
function markWords(lines: DiffLine[]): DiffLine[] {
  for (let i = 0; i < lines.length; ) {
    let del = i
    while (lines[del]?.kind === 'del') del++
    let add = del
    while (lines[add]?.kind === 'add') add++
    if (del > i && del - i === add - del) {
      for (let k = 0; k < del - i; k++) mark(lines[i + k]!, lines[del + k]!)
    }
    i = Math.max(add, i + 1)
  }
  return lines
}

function mark(del: DiffLine, add: DiffLine): void {
  const a = del.text
  const b = add.text
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  // Little in common is no pair: marks over the whole line would say nothing.
  if (start + end < Math.min(a.length, b.length) * 0.3) return
  if (start < a.length - end) del.marks = [[start, a.length - end]]
  if (start < b.length - end) add.marks = [[start, b.length - end]]
}

/** Only what changed, with some lines around; what is left out becomes a `hunk` line. */
export function withContext(lines: readonly DiffLine[], context = 3): DiffLine[] {
  const near = new Uint8Array(lines.length)
  lines.forEach((it, i) => {
    if (it.kind === 'same') return
    for (let k = Math.max(0, i - context); k <= Math.min(lines.length - 1, i + context); k++) near[k] = 1
  })
  const kept: DiffLine[] = []
  lines.forEach((it, i) => {
    if (near[i]) kept.push(it)
    else if (i > 0 && near[i - 1] && lines.slice(i).some((_, k) => near[i + k])) kept.push({ kind: 'hunk', text: '⋯' })
  })
  return kept
}

export const counts = (lines: readonly DiffLine[]) => ({
  added: lines.filter(it => it.kind === 'add').length,
  removed: lines.filter(it => it.kind === 'del').length,
})
