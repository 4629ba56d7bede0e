import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useSyncExternalStore } from 'react'

export type Search = Record<string, string | undefined>
type Going = { replace?: boolean; search?: Search; hash?: string }

/** Where one is in a Workspace; all of it is in the URL. */
export type Place = {
  slug: string
  /** `new` for one that is about to begin. */
  sessionId: string | undefined
  /** The tab that has the whole page, by path. */
  tab: { name: string; sub: string } | undefined
  /** The tab beside the conversation, by query string: `?bench=files/src/a.ts`; `none` when it was hidden. */
  bench: { name: string; sub: string } | 'none' | undefined
  /** On a phone: the list of Sessions instead of the conversation. */
  listOnly: boolean
}

export function placeOf(params: { slug?: string; ses?: string; tab?: string; _splat?: string }, search: Search): Place {
  const bench = search.bench
  const cut = bench?.indexOf('/') ?? -1
  return {
    slug: params.slug ?? '',
    sessionId: params.ses ?? search.session,
    tab: params.tab === undefined ? undefined : { name: params.tab, sub: params._splat ?? '' },
    bench: bench === undefined ? undefined : bench === 'none' ? 'none' : { name: cut < 0 ? bench : bench.slice(0, cut), sub: cut < 0 ? '' : bench.slice(cut + 1) },
    listOnly: search.area === 'sessions',
  }
}

const lastBench = 'agentdesk.bench'

/** The tab that was open last; only which one and whether, nothing of what was in it. */
export const keptBench = {
  get: () => localStorage.getItem(lastBench) ?? 'files',
  set: (name: string) => localStorage.setItem(lastBench, name),
}

/** Whether the window is at least that wide. */
export function useWide(pixels: number): boolean {
  const media = useMemo(() => matchMedia(`(min-width: ${pixels}px)`), [pixels])
  return useSyncExternalStore(
    useCallback(
      watcher => {
        media.addEventListener('change', watcher)
        return () => media.removeEventListener('change', watcher)
      },
      [media],
    ),
    () => media.matches,
  )
}

export function usePlace() {
  const params = useParams({ strict: false }) as { slug?: string; ses?: string; tab?: string; _splat?: string }
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const place = placeOf(params, search)
  const { slug, sessionId } = place
  const go = (to: string, going: Going & { search?: Search } = {}) => void navigate({ to: `/w/${encodeURIComponent(slug)}${to}`, search: (going.search ?? {}) as never, hash: going.hash, replace: going.replace })
  const encoded = (sub: string) => sub.split('/').map(encodeURIComponent).join('/')
  return {
    place,
    toSession: (id: string, going: Going = {}) => go(`/s/${id}`, { search: place.bench === undefined || place.tab ? {} : { bench: search.bench }, ...going }),
    toList: () => go(sessionId ? `/s/${sessionId}` : '', { search: { area: 'sessions' } }),
    /** A tab on the whole page. */
    toTab: (name: string, sub = '', going: Going = {}) => {
      keptBench.set(name)
      go(`/${name}${sub ? `/${encoded(sub)}` : ''}`, { ...going, search: { session: sessionId, ...going.search } })
    },
    /** A tab beside the conversation. */
    toBench: (name: string, sub = '', going: Going = {}) => {
      if (name !== 'none') keptBench.set(name)
      else keptBench.set('none')
      go(sessionId ? `/s/${sessionId}` : '', { replace: true, ...going, search: { ...going.search, bench: sub ? `${name}/${sub}` : name } })
    },
  }
}
