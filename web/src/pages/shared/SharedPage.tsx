import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { asProblem } from '@/api/problem'
import { api, path } from '@/api/request'
import type { Envelope } from '@/api/types'
import { Logo } from '@/app/Logo'
import { arrange } from '@/log/arrange'
import { reduce } from '@/log/reduce'
import { LogContext } from '@/pages/workspace/log/context'
import { LogRow } from '@/pages/workspace/log/rows'
import { shared as t } from '@/strings/shared'
import { Button } from '@/ui/Button'
import { Margin } from '@/ui/MarginRow'
import { useTitle } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { ProblemView, Skeleton } from '@/ui/states'
import { RelTime } from '@/ui/values'

/** Who said it is not told to readers, only whether it was a person. */
type Told = Pick<Envelope, 'id' | 'seq' | 'type' | 'at'> & Record<string, unknown>
type Shared = { title: string | null; at_seq: number; redacted: boolean; expires_at: string; data: Told[]; next_cursor: string | null }

function nameless(event: Told): Envelope {
  return { ...event, actor: { type: event.type.startsWith('user.') ? 'user' : 'workspace', id: '' } }
}

/** A Session as somebody without an account may read it: the same rows, and nothing to press. */
export default function SharedPage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const found = useInfiniteQuery({
    queryKey: ['shared', token],
    queryFn: ({ pageParam }) => api.get<Shared>(path`/shared/${token}`, { cursor: pageParam, limit: 200 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: it => it.next_cursor ?? undefined,
    retry: false,
  })
  const first = found.data?.pages[0]
  useTitle(first ? [first.title ?? t.untitled] : [t.title])
  return (
    <main className="mx-auto flex min-h-full max-w-[816px] flex-col gap-4 px-2 py-6 md:px-4">
      <header className="flex flex-col gap-1 border-b border-line px-2 pb-4">
        <Logo />
        <h1 className="text-xl font-semibold break-words">
          <SafeText text={first ? (first.title ?? t.untitled) : t.title} />
        </h1>
        {first && (
          <p className="text-sm text-muted">
            {t.upTo(first.at_seq)} · {t.ends} <RelTime at={first.expires_at} />
          </p>
        )}
        {first?.redacted && <p className="text-sm text-muted">{t.redacted}</p>}
      </header>
      {found.error ? (
        asProblem(found.error).status === 404 ? <p className="px-2 text-sm text-muted">{t.gone}</p> : <ProblemView error={found.error} onRetry={() => void found.refetch()} />
      ) : first ? (
        <Transcript told={found.data!.pages.flatMap(it => it.data)} />
      ) : (
        <Skeleton />
      )}
      {found.hasNextPage && (
        <Button className="self-center" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </main>
  )
}

function Transcript({ told }: { told: Told[] }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  // Which turn took a message is not told; that one waits means nothing to a reader.
  const rows = useMemo(() => arrange(reduce(told.map(nameless)).map(it => (it.kind === 'message' && it.state === 'waiting' ? { ...it, state: 'taken' as const } : it)), open), [told, open])
  const actions = useMemo(
    () => ({
      toggle: (key: string) => setOpen(before => new Set(before.has(key) ? [...before].filter(it => it !== key) : [...before, key])),
      openFile: undefined,
      hrefOf: (seq: number) => `${location.origin}${location.pathname}#e${seq}`,
      goTo: (seq: number) => document.getElementById(`e${seq}`)?.scrollIntoView(),
    }),
    [],
  )
  return (
    <LogContext value={actions}>
      <ul aria-label={t.transcript} className="flex flex-col gap-2">
        {rows.map(it => (
          <li key={it.key} id={it.seq === undefined ? undefined : `e${it.seq}`} className="grid grid-cols-[36px_minmax(0,1fr)] gap-2">
            <div className="pt-1">{it.seq !== undefined && <Margin seq={it.seq} href={actions.hrefOf(it.seq)} />}</div>
            <div className="min-w-0">
              <LogRow row={it} open={open} />
            </div>
          </li>
        ))}
      </ul>
    </LogContext>
  )
}
