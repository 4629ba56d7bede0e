export type Cause = { id: string; kind: string; type: string | null; at: string | null; actor: unknown; summary: string | null; cost_usd: string | null; href: string }
export type Link = { from: string; to: string; relation: string }
export type Step = { cause: Cause; depth: number; refused: boolean; because: { id: string; relation: string }[] }

/**
 * Causes before their effects, as a list; effects of one cause stand by their time. Pure.
 *
 * Every node comes once, also where links should run in a circle: then by its time.
 */
export function chain(nodes: readonly Cause[], links: readonly Link[]): Step[] {
  const byId = new Map(nodes.map(it => [it.id, it]))
  const known = links.filter(it => byId.has(it.from) && byId.has(it.to) && it.from !== it.to)
  const time = (it: Cause) => it.at ?? ''
  const depths = new Map<string, number>()
  const done: Step[] = []
  const left = new Set(nodes.map(it => it.id))
  const waitsFor = (id: string) => known.some(it => it.to === id && left.has(it.from))
  while (left.size > 0) {
    const free = [...left].filter(id => !waitsFor(id))
    const next = (free.length > 0 ? free : [...left]).map(id => byId.get(id)!).toSorted((a, b) => time(a).localeCompare(time(b)) || a.id.localeCompare(b.id))[0]!
    left.delete(next.id)
    const incoming = known.filter(it => it.to === next.id)
    const depth = Math.max(-1, ...incoming.map(it => depths.get(it.from) ?? -1)) + 1
    depths.set(next.id, depth)
    done.push({ cause: next, depth, refused: incoming.length > 0 && incoming.every(it => it.relation === 'refused'), because: incoming.map(it => ({ id: it.from, relation: it.relation })) })
  }
  return done
}
