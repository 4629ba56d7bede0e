import type { Schedule, Spec } from '@/api/automation'

export type Draft = {
  name: string
  kind: 'cron' | 'every' | 'at'
  cron: string
  zone: string
  every: string
  at: string
  prompt: string
  overlap: string
  session: string
  catchUp: string
  window: string
  jitter: string
  pauseAfter: string
  maxRuns: string
}

export const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

export const blank = (zone: string): Draft => ({
  name: '',
  kind: 'cron',
  cron: '0 9 * * MON-FRI',
  zone,
  every: 'PT1H',
  at: '',
  prompt: '',
  overlap: 'skip',
  session: 'new',
  catchUp: 'latest',
  window: '',
  jitter: '',
  pauseAfter: '',
  maxRuns: '',
})

export function draftOf(it: Schedule, zone: string): Draft {
  return {
    ...blank(zone),
    name: it.name,
    kind: it.spec.cron ? 'cron' : it.spec.every ? 'every' : 'at',
    cron: it.spec.cron ?? '',
    zone: it.spec.time_zone ?? zone,
    every: it.spec.every ?? '',
    at: it.spec.at ? localOf(it.spec.at) : '',
    prompt: it.task.prompt ?? '',
    overlap: it.overlap,
    session: it.session,
    catchUp: it.catch_up.mode,
    window: it.catch_up.window,
    jitter: it.jitter === 'PT0S' ? '' : it.jitter,
    pauseAfter: String(it.pause_after_failures),
    maxRuns: it.max_runs === null ? '' : String(it.max_runs),
  }
}

/** As the field for a local time wants it. */
const localOf = (at: string): string => {
  const time = new Date(at)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function specOf(draft: Draft, known?: Spec): Spec {
  // What this form does not show of the rule stays as it was.
  if (draft.kind === 'cron') return { cron: draft.cron.trim(), time_zone: draft.zone, ...(known?.cron && known.dst ? { dst: known.dst } : {}) }
  if (draft.kind === 'every') return { every: draft.every.trim(), ...(known?.every && known.offset ? { offset: known.offset } : {}) }
  return { at: draft.at === '' ? '' : new Date(draft.at).toISOString() }
}

const number = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text))

/** A task that names a prompt or a command stays, unless words take its place. */
const refers = (known?: Schedule) => known !== undefined && (known.task.prompt ?? null) === null

export function bodyOf(draft: Draft, known?: Schedule): Record<string, unknown> {
  const optional = {
    jitter: draft.jitter.trim() || (known ? 'PT0S' : undefined),
    pause_after_failures: number(draft.pauseAfter),
    max_runs: number(draft.maxRuns) ?? (known?.max_runs ? 0 : undefined),
  }
  return {
    name: draft.name.trim(),
    spec: specOf(draft, known?.spec),
    ...(refers(known) && draft.prompt.trim() === '' ? {} : { task: { prompt: draft.prompt } }),
    overlap: draft.overlap,
    session: draft.session,
    catch_up: { mode: draft.catchUp, ...(draft.window.trim() ? { window: draft.window.trim() } : {}) },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  }
}
