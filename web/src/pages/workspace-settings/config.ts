/** A configuration as API.md shows it, as far as this page edits it. */
export type Config = {
  engine: { kind: string; [more: string]: unknown }
  model: { name: string; small_name?: string; max_tokens?: number | null; temperature?: number | null } | null
  prompt: { text?: string; [more: string]: unknown }
  variables: Record<string, string>
  permissions: { preset: string | null; rules: Rule[]; on_unattended_ask: string }
  environment: {
    provider: string
    min_isolation: string | null
    network: null | string | { allow: string[] }
    memory: string | null
    cpus: number | null
    disk: string | null
    accept_unenforced: string[]
  }
  limits: { concurrent_turns: number; queued_turns: number; turn: string; tool: string; steps: number; budget_usd: string | null }
  auto_start: boolean
  idle_stop: string | null
  [more: string]: unknown
}

export type Rule = { tool: string; match?: string; decision: string }
export type Json = unknown

const isObject = (value: Json): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value)

export function equal(a: Json, b: Json): boolean {
  if (isObject(a) && isObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)])
    return [...names].every(it => equal(a[it], b[it]))
  }
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((it, i) => equal(it, b[i]))
  return a === b
}

/** The merge patch (RFC 7396) that makes `after` of `before`; undefined if nothing differs. Pure. */
export function patchOf(before: Json, after: Json): Json | undefined {
  if (equal(before, after)) return undefined
  if (!isObject(before) || !isObject(after)) return after
  const patch: Record<string, Json> = {}
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!(name in after)) patch[name] = null
    else if (!(name in before)) patch[name] = after[name]
    else {
      const inner = patchOf(before[name], after[name])
      if (inner !== undefined) patch[name] = inner
    }
  }
  return patch
}

/** One setting that somebody changed since `base`. */
export type Meeting = { path: string; base: Json; mine: Json; theirs: Json; conflict: boolean }

/** Every setting that either side changed; a conflict where both did, differently. Pure. */
export function threeWay(base: Json, mine: Json, theirs: Json, path = ''): Meeting[] {
  if (equal(mine, theirs) && equal(base, mine)) return []
  if (isObject(mine) && isObject(theirs) && isObject(base)) {
    const names = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])].sort()
    return names.flatMap(it => threeWay(base[it], mine[it], theirs[it], `${path}/${it.replaceAll('~', '~0').replaceAll('/', '~1')}`))
  }
  return [{ path, base, mine, theirs, conflict: !equal(base, mine) && !equal(base, theirs) && !equal(mine, theirs) }]
}

/** What they saved, with my changes in it; of conflicting settings mine where chosen. Pure. */
export function merged(base: Json, mine: Json, theirs: Json, chosen: Readonly<Record<string, 'mine' | 'theirs'>>): Json {
  let result = theirs
  for (const it of threeWay(base, mine, theirs)) {
    const keepMine = it.conflict ? chosen[it.path] === 'mine' : !equal(it.base, it.mine)
    if (keepMine) result = put(result, it.path.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~')), it.mine)
  }
  return result
}

function put(target: Json, names: readonly string[], value: Json): Json {
  const [name, ...rest] = names
  if (name === undefined) return value
  const object = isObject(target) ? { ...target } : {}
  const inner = put(object[name], rest, value)
  if (inner === undefined) delete object[name]
  else object[name] = inner
  return object
}
