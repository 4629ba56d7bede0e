import { useCallback, useEffect, useRef, useState } from 'react'
import { asProblem, Problem } from '@/api/problem'
import { raw, send } from '@/api/request'
import { files as t } from '@/strings/files'
import { type Action, type Buffer, copyName, isDirty, opened, reduce } from './buffer'
import { imageType, mostEditable, mostShown, textOf } from './content'
import { draftOf, dropDraft, keepDraft } from './drafts'
import { type Entry, filesOf, type Listing, nameOf, type News, parent } from './types'

/** What is at an open path. */
export type Open =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'special'; entry: Entry }
  | { kind: 'parts'; entry: Entry }
  | { kind: 'binary'; entry: Entry; bytes: Uint8Array }
  | { kind: 'image'; entry: Entry; bytes: Uint8Array }
  | { kind: 'text'; entry: Entry | null; buffer: Buffer; draft: boolean; saving: boolean; problem: Problem | null }

type Files = ReadonlyMap<string, Open>

/** The files that are open, with their texts; they live as long as the tab, drafts longer. */
export function useBuffers(workspaceId: string) {
  const [files, setFiles] = useState<Files>(new Map())
  const now = useRef(files)
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())

  const set = useCallback((path: string, open: Open | undefined) => {
    const next = new Map(now.current)
    if (open) next.set(path, open)
    else next.delete(path)
    now.current = next
    setFiles(next)
  }, [])

  const act = useCallback(
    (path: string, action: Action, entry?: Entry | null) => {
      const open = now.current.get(path)
      if (open?.kind !== 'text') return
      const buffer = reduce(open.buffer, action)
      set(path, { ...open, buffer, entry: entry === undefined ? open.entry : entry, draft: open.draft && isDirty(buffer), problem: action.type === 'saved' ? null : open.problem })
      clearTimeout(timers.current.get(path))
      timers.current.set(
        path,
        setTimeout(() => void (isDirty(buffer) ? keepDraft(workspaceId, path, buffer) : dropDraft(workspaceId, path)), 400),
      )
    },
    [set, workspaceId],
  )

  const load = useCallback(
    async (path: string) => {
      if (now.current.has(path)) return
      set(path, { kind: 'loading' })
      try {
        set(path, await read(workspaceId, path))
      } catch (error) {
        set(path, { kind: 'failed', problem: asProblem(error) })
      }
    },
    [set, workspaceId],
  )

  const reload = useCallback(
    async (path: string) => {
      const open = now.current.get(path)
      if (!open || open.kind === 'loading') return
      try {
        if (open.kind !== 'text') return set(path, await read(workspaceId, path))
        const fresh = await read(workspaceId, path, false)
        if (fresh.kind === 'text' && fresh.entry) {
          const { etag, saved } = fresh.buffer
          act(path, { type: 'changed', theirs: { etag: etag!, text: saved, by: fresh.entry.last_writer, at: fresh.entry.modified_at } }, fresh.entry)
        } else if (!isDirty(open.buffer)) set(path, fresh)
      } catch (error) {
        if (asProblem(error).status === 404) open.kind === 'text' && open.buffer.etag !== null ? act(path, { type: 'deleted' }, null) : undefined
      }
    },
    [act, set, workspaceId],
  )

  /** True when it is stored. */
  const save = useCallback(
    async (path: string, over?: string): Promise<boolean> => {
      const open = now.current.get(path)
      if (open?.kind !== 'text' || open.saving) return false
      const { text, etag } = open.buffer
      const ifMatch = over ?? etag ?? undefined
      set(path, { ...open, saving: true, problem: null })
      const settled = (problem: Problem | null) => {
        const at = now.current.get(path)
        if (at?.kind === 'text') set(path, { ...at, saving: false, problem })
      }
      try {
        const answer = await send<Entry>({
          method: 'PUT',
          path: `${filesOf(workspaceId)}/content`,
          query: { path },
          body: new Blob([text], { type: 'application/octet-stream' }),
          ifMatch,
          headers: ifMatch ? {} : { 'If-None-Match': '*' },
        })
        settled(null)
        act(path, { type: 'saved', etag: answer.etag ?? answer.data.etag ?? '', text }, answer.data)
        return true
      } catch (error) {
        const problem = asProblem(error)
        settled(problem.status === 412 ? null : problem)
        if (problem.status === 412) await reload(path)
        return false
      }
    },
    [act, reload, set, workspaceId],
  )

  /** Theirs in its place; mine beside it, not stored. Answers where. */
  const takeTheirs = useCallback(
    async (path: string): Promise<string | undefined> => {
      const open = now.current.get(path)
      if (open?.kind !== 'text') return undefined
      const name = copyName(path, it => now.current.has(it))
      const mine = open.buffer.text
      await keepDraft(workspaceId, name, { text: mine, etag: null })
      set(name, { kind: 'text', entry: null, buffer: opened(null, '', { text: mine, etag: null }), draft: true, saving: false, problem: null })
      act(path, { type: 'theirs' })
      return name
    },
    [act, set, workspaceId],
  )

  const hear = useCallback(
    (news: News) => {
      if (news.type === 'watching' || news.type === 'overflow') return [...now.current.keys()].forEach(it => void reload(it))
      for (const path of [...now.current.keys()]) {
        const open = now.current.get(path)!
        if (news.path === path && news.type !== 'deleted') {
          const same = open.kind === 'text' && open.buffer.etag !== null && open.buffer.etag === news.entry?.etag
          const own = open.kind === 'text' && open.saving
          if (!same && !own) void reload(path)
        } else if ((news.type === 'deleted' && news.path && inside(path, news.path)) || (news.type === 'renamed' && news.from && inside(path, news.from))) {
          if (open.kind === 'text' && open.buffer.etag !== null) act(path, { type: 'deleted' }, null)
        }
      }
    },
    [act, reload],
  )

  /** A new, empty file that is not stored yet. */
  const begin = useCallback(
    (path: string) => {
      if (!now.current.has(path)) set(path, { kind: 'text', entry: null, buffer: opened(null, ''), draft: false, saving: false, problem: null })
    },
    [set],
  )

  /** What was typed and not saved goes too. */
  const close = useCallback(
    (path: string) => {
      clearTimeout(timers.current.get(path))
      set(path, undefined)
      void dropDraft(workspaceId, path)
    },
    [set, workspaceId],
  )

  useEffect(() => {
    const pending = timers.current
    return () => {
      pending.forEach(it => clearTimeout(it))
      now.current.forEach((open, path) => open.kind === 'text' && isDirty(open.buffer) && void keepDraft(workspaceId, path, open.buffer))
    }
  }, [workspaceId])

  return { files, load, reload, save, act, close, begin, hear, takeTheirs }
}

const inside = (path: string, gone: string) => path === gone || path.startsWith(`${gone}/`)

async function entryOf(workspaceId: string, path: string): Promise<Entry | undefined> {
  const { data } = await send<Listing>({ method: 'GET', path: filesOf(workspaceId), query: { path: parent(path) } })
  const entry = data.data.find(it => nameOf(it.path) === nameOf(path))
  // What is not in the whole list is not there: no need to hear it from another question.
  if (!entry && !data.truncated) throw new Problem(404, { code: 'not-found', title: t.gone, detail: t.goneHint })
  return entry
}

async function read(workspaceId: string, path: string, drafts = true): Promise<Open> {
  const draft = drafts ? await draftOf(workspaceId, path) : undefined
  const entry = await entryOf(workspaceId, path).catch((error: unknown) => {
    if (draft && asProblem(error).status === 404) return undefined
    throw error
  })
  const text = (etag: string | null, saved: string): Open => ({ kind: 'text', entry: entry ?? null, buffer: opened(etag, saved, draft), draft: draft !== undefined && draft.text !== saved, saving: false, problem: null })
  if (!entry && draft) return text(null, '')
  if (entry?.type === 'folder' || entry?.type === 'other') return { kind: 'special', entry }
  if (entry && entry.size > mostShown) return { kind: 'parts', entry }
  const answer = await raw({ method: 'GET', path: `${filesOf(workspaceId)}/content`, query: { path }, headers: { Accept: '*/*' } })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const known: Entry = entry ?? { path, type: 'file', size: bytes.length, modified_at: '', etag: null, mode: '', last_writer: null }
  if (imageType(path)) return { kind: 'image', entry: { ...known, size: bytes.length }, bytes }
  const content = textOf(bytes)
  if (content === undefined) return { kind: 'binary', entry: { ...known, size: bytes.length }, bytes }
  return text(answer.headers.get('ETag') ?? known.etag ?? '', content)
}

/** Too large to be edited here with comfort. */
export const tooLarge = (buffer: Buffer): boolean => buffer.etag !== null && buffer.saved.length > mostEditable
