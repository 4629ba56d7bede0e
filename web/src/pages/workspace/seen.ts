import { useSyncExternalStore } from 'react'

// What this browser has shown of each Session. Until the platform keeps read marks it is at least true here.
const key = 'agentdesk.seen'
const most = 400

type Seen = Record<string, number>

let seen: Seen = read()
const watchers = new Set<() => void>()

function read(): Seen {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Seen
  } catch {
    return {}
  }
}

addEventListener('storage', event => {
  if (event.key !== key) return
  seen = read()
  watchers.forEach(it => it())
})

/** Everything up to this event was on the screen. */
export function markSeen(sessionId: string, seq: number): void {
  if ((seen[sessionId] ?? -1) >= seq) return
  const { [sessionId]: _, ...others } = seen
  seen = Object.fromEntries([...Object.entries(others).slice(-most), [sessionId, seq]])
  localStorage.setItem(key, JSON.stringify(seen))
  watchers.forEach(it => it())
}

const begun = 'agentdesk.seen-since'

/** When this browser began to keep count; what is older and was never shown is not new. */
const since = (() => {
  const kept = localStorage.getItem(begun)
  if (kept) return kept
  const now = new Date().toISOString()
  localStorage.setItem(begun, now)
  return now
})()

export const isUnread = (session: { id: string; last_seq: number; created_at: string }, all: Seen): boolean => {
  const upTo = all[session.id]
  return upTo === undefined ? session.created_at > since : session.last_seq > upTo
}

export const useSeen = (): Seen =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => seen,
  )
