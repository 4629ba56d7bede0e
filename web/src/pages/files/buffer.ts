import type { Writer } from './types'

/** What the platform has, where it is not what the buffer began with. */
export type Theirs = { etag: string; text: string; by: Writer | null; at: string | null }

/**
 * The text of an open file between the platform and the keyboard.
 *
 * Law: no text that was typed and none that was stored by others is ever dropped by itself; a clean buffer follows what
 * is stored, a dirty one keeps both until a person chooses.
 */
export type Buffer = {
  /** What was stored when it was read or saved last; null: nothing, it is new or was deleted. */
  etag: string | null
  saved: string
  text: string
  theirs: Theirs | null
  /** It was there and is not any more. */
  deleted: boolean
  /** Counts the times that it followed a change of others, so that the page can say so. */
  reloads: number
}

export type Action =
  | { type: 'edited'; text: string }
  | { type: 'changed'; theirs: Theirs }
  | { type: 'deleted' }
  | { type: 'saved'; etag: string; text: string }
  | { type: 'theirs' }

export const opened = (etag: string | null, saved: string, draft?: { text: string; etag: string | null }): Buffer => ({
  etag: draft ? draft.etag : etag,
  saved,
  text: draft?.text ?? saved,
  theirs: draft && draft.etag !== etag && etag !== null && draft.text !== saved ? { etag, text: saved, by: null, at: null } : null,
  deleted: draft !== undefined && draft.etag !== null && etag === null,
  reloads: 0,
})

/** Whether there is something to save; a file that is new is not stored yet, even if it is empty. */
export const isDirty = (it: Buffer): boolean => it.text !== it.saved || it.etag === null

export function reduce(it: Buffer, action: Action): Buffer {
  switch (action.type) {
    case 'edited':
      return it.text === action.text ? it : { ...it, text: action.text }
    case 'changed': {
      const { theirs } = action
      if (theirs.etag === it.etag) return it
      // The same text by another hand is no conflict.
      if (theirs.text === it.text || (it.text === it.saved && !it.deleted)) {
        return { ...it, etag: theirs.etag, saved: theirs.text, text: theirs.text, theirs: null, deleted: false, reloads: it.reloads + 1 }
      }
      return { ...it, theirs, deleted: false }
    }
    case 'deleted':
      return { ...it, etag: null, theirs: null, deleted: true }
    case 'saved':
      return { ...it, etag: action.etag, saved: action.text, theirs: null, deleted: false }
    case 'theirs':
      return it.theirs ? { ...it, etag: it.theirs.etag, saved: it.theirs.text, text: it.theirs.text, theirs: null } : it
  }
}

/** Where my text goes when theirs is taken: `a/notes.mine.md`, not stored yet. */
export function copyName(path: string, taken: (path: string) => boolean): string {
  const slash = path.lastIndexOf('/')
  const dot = path.lastIndexOf('.')
  const [stem, ending] = dot > slash + 1 ? [path.slice(0, dot), path.slice(dot)] : [path, '']
  for (let n = 1; ; n++) {
    const name = `${stem}.mine${n === 1 ? '' : n}${ending}`
    if (!taken(name)) return name
  }
}
