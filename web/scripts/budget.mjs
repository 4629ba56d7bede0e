// Fails the build when what a first visit loads outgrows its budget (kB, gzip).
import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const size = file => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length

/** A chunk and everything that it imports statically; what is already loaded costs nothing. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, seen)
  return seen
}
const total = files => [...new Set(files)].reduce((sum, file) => sum + size(file), 0)
const scripts = keys => [...keys].map(key => manifest[key].file)
const styles = keys => [...keys].flatMap(key => manifest[key].css ?? [])

const entry = closure(Object.keys(manifest).find(key => manifest[key].isEntry))
const keyOf = part => Object.keys(manifest).find(it => it.endsWith(part))
/** What is there already when one of these is loaded: they all lie within the page of a Workspace. */
const there = new Set([...entry, ...closure(keyOf('pages/workspace/WorkspacePage.tsx'))])
const lazy = part => {
  const key = keyOf(part)
  return key ? total(scripts([...closure(key)].filter(it => !there.has(it)))) : undefined
}

const fonts = readdirSync(new URL('assets/', dist)).filter(it => it.endsWith('.woff2'))
const lines = [
  ['initial JS', total(scripts(entry)), 170],
  ['initial CSS', total(styles(entry)), 20],
  ['fonts', fonts.reduce((sum, it) => sum + readFileSync(new URL(`assets/${it}`, dist)).length, 0), 100],
  ['terminal', lazy('pages/terminal/TerminalTab.tsx'), 95],
  ['files', lazy('pages/files/FilesTab.tsx'), 40],
  ['editor', lazy('pages/files/Editor.tsx'), 190],
  ['Markdown', lazy('ui/MarkdownBody.tsx'), 60],
]
let over = false
for (const [name, bytes, most] of lines) {
  if (bytes === undefined) continue
  const kb = bytes / 1000
  over ||= kb > most
  console.log(`${kb > most ? 'OVER ' : '     '}${name.padEnd(12)} ${kb.toFixed(1).padStart(6)} of ${most} kB`)
}
if (over) {
  console.error('A budget of the web application is exceeded: load the new part lazily, or do without it.')
  process.exit(1)
}
