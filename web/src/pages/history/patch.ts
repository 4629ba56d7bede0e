import { type DiffLine, parseUnified } from '@/ui/diff'

/** What a patch says of one file. */
export type FilePatch = { path: string; lines: DiffLine[]; binary: boolean }

/** A unified diff of many files, file by file. Pure. */
export function filesOfPatch(patch: string): FilePatch[] {
  return patch
    .split(/^(?=diff --git )/m)
    .filter(it => it.startsWith('diff --git '))
    .map(it => ({ path: pathOf(it), lines: body(it) === '' ? [] : parseUnified(body(it)), binary: /^(Binary files |GIT binary patch)/m.test(it) }))
}

function pathOf(part: string): string {
  const named = /^\+\+\+ (?:b\/)?(.+)$/m.exec(head(part))?.[1] ?? ''
  const path = named === '/dev/null' || named === '' ? (/^--- (?:a\/)?(.+)$/m.exec(head(part))?.[1] ?? '') : named
  return path === '' ? (/^diff --git a\/(.+) b\//.exec(part)?.[1] ?? '') : path.replace(/^"|"$/g, '')
}

const start = (part: string): number => {
  const at = part.search(/^@@ /m)
  return at < 0 ? part.length : at
}
const head = (part: string): string => part.slice(0, start(part))
const body = (part: string): string => part.slice(start(part))
