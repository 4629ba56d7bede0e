import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { basicSetup, EditorView } from 'codemirror'
import { useEffect, useRef } from 'react'
import { languageOf } from './languages'

type Props = {
  path: string
  text: string
  readOnly: boolean
  label: string
  lines: { from: number; to: number } | undefined
  onEdit: (text: string) => void
  onSave: () => void
}

const ink = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--wait)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--warn)' },
  { tag: [tags.comment, tags.meta], color: 'var(--subtle)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.attributeName, tags.definition(tags.variableName)], color: 'var(--run)' },
  { tag: [tags.typeName, tags.className, tags.tagName], color: 'var(--accent)' },
  { tag: tags.heading, fontWeight: '600', color: 'var(--text)' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--accent)', textDecoration: 'underline' },
  { tag: tags.invalid, color: 'var(--bad)' },
])

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '12.5px', backgroundColor: 'var(--surface)', color: 'var(--text)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--subtle)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 7%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--accent) 14%, transparent)', color: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-textfield': { backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--line-strong)' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--line-strong)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--line)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--neutral-soft)', color: 'var(--muted)', border: 'none' },
})

/** CodeMirror. The text comes from outside and goes back with every change; Esc and then Tab leave it. */
export default function Editor({ path, text, readOnly, label, lines, onEdit, onSave }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const access = useRef(new Compartment())
  const language = useRef(new Compartment())
  const latest = useRef({ onEdit, onSave })
  useEffect(() => {
    latest.current = { onEdit, onSave }
  })

  useEffect(() => {
    const made = new EditorView({
      parent: box.current!,
      state: EditorState.create({
        doc: text,
        extensions: [
          keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => (latest.current.onSave(), true) }]),
          basicSetup,
          syntaxHighlighting(ink),
          look,
          access.current.of([]),
          language.current.of([]),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.updateListener.of(update => {
            if (update.docChanged && !update.transactions.some(it => it.isUserEvent('agentdesk.outside'))) latest.current.onEdit(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    void languageOf(path).then(it => {
      if (it && view.current === made) made.dispatch({ effects: language.current.reconfigure(it) })
    })
    return () => {
      view.current = undefined
      made.destroy()
    }
    // One editor per file; its text is kept in step below.
  }, [path])

  useEffect(() => {
    view.current?.dispatch({
      effects: access.current.reconfigure(readOnly ? [EditorState.readOnly.of(true)] : []),
    })
  }, [readOnly, path])

  useEffect(() => {
    const now = view.current
    if (!now) return
    const before = now.state.doc.toString()
    if (before !== text) now.dispatch({ changes: changed(before, text), userEvent: 'agentdesk.outside' })
  }, [text, path])

  useEffect(() => {
    const now = view.current
    if (!now || !lines) return
    const line = (n: number) => now.state.doc.line(Math.max(1, Math.min(now.state.doc.lines, n)))
    now.dispatch({ selection: { anchor: line(lines.from).from, head: line(lines.to).to }, effects: EditorView.scrollIntoView(line(lines.from).from, { y: 'center' }) })
  }, [lines?.from, lines?.to, path])

  return <div ref={box} className="min-h-0 flex-1 overflow-hidden" />
}

/** The smallest part that differs, so that the cursor and what is folded stay where they are. */
function changed(before: string, after: string): { from: number; to: number; insert: string } {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}
