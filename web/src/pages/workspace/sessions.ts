import type { Session } from '@/api/types'

export type GroupName = 'needs' | 'running' | 'queued' | 'today' | 'earlier' | 'archived'
export type Entry = { session: Session; depth: number }
export type Group = { name: GroupName; entries: Entry[] }

const order: readonly GroupName[] = ['needs', 'running', 'queued', 'today', 'earlier', 'archived']

export function groupOf(session: Session, midnight: number): GroupName {
  if (session.status === 'requires_action' || session.pending_approvals > 0) return 'needs'
  if (session.status === 'running') return 'running'
  if (session.status === 'queued') return 'queued'
  if (session.status === 'archived') return 'archived'
  return Date.parse(session.updated_at) >= midnight ? 'today' : 'earlier'
}

/** What needs a person first, then what runs, then by day, newest first; children stand below their parent. Pure. */
export function grouped(sessions: readonly Session[], now: number): Group[] {
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  const known = new Set(sessions.map(it => it.id))
  const children = new Map<string, Session[]>()
  const groups = new Map<GroupName, Entry[]>()
  const sorted = sessions.filter(it => it.status !== 'deleted' && it.status !== 'erased').toSorted((a, b) => b.updated_at.localeCompare(a.updated_at))
  for (const it of sorted) {
    if (it.parent_id !== null && known.has(it.parent_id)) children.set(it.parent_id, [...(children.get(it.parent_id) ?? []), it])
  }
  const add = (into: Entry[], session: Session, depth: number) => {
    into.push({ session, depth })
    for (const child of children.get(session.id) ?? []) add(into, child, depth + 1)
  }
  for (const it of sorted) {
    if (it.parent_id !== null && known.has(it.parent_id)) continue
    const name = groupOf(it, midnight)
    const into = groups.get(name) ?? []
    groups.set(name, into)
    add(into, it, 0)
  }
  return order.flatMap(name => (groups.has(name) ? [{ name, entries: groups.get(name)! }] : []))
}
