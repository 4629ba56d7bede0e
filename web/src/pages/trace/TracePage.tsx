import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTopic } from '@/api/live'
import { paced } from '@/api/paced'
import { ask, queryClient } from '@/api/query'
import { api, path } from '@/api/request'
import type { Session } from '@/api/types'
import { conversation } from '@/strings/conversation'
import { trace as t } from '@/strings/trace'
import { workspace as w } from '@/strings/workspace'
import { Chip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { cx } from '@/ui/cx'
import { Page } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded } from '@/ui/states'
import { Duration, duration, RelTime } from '@/ui/values'
import { type Span, type Step, type TurnTrace, turnsOf } from './spans'

const bad = new Set(['failed', 'denied', 'expired', 'interrupted_unknown_effect', 'output_limit', 'error'])
const again = paced(() => void queryClient.invalidateQueries({ queryKey: ['trace'] }), 1_000)

/** What a Session did, turn by turn, as bars over time. */
export default function TracePage() {
  const { slug, ses } = useParams({ strict: false }) as { slug: string; ses: string }
  const session = useQuery(ask.session(ses)).data
  const workspace = useQuery(ask.workspace(slug)).data
  const request = { method: 'GET', path: path`/sessions/${ses}/trace` } as const
  const spans = useQuery({ queryKey: ['trace', ses], queryFn: () => api.get<{ data: Span[]; truncated: boolean }>(request.path), staleTime: 0 })
  const title = session?.title ?? w.untitled
  return (
    <Page
      title={t.of(title)}
      here={t.title}
      crumbs={[
        { label: <SafeText text={workspace?.name ?? slug} />, to: '/w/$slug', params: { slug } },
        { label: <SafeText text={title} />, to: '/w/$slug/s/$ses', params: { slug, ses } },
      ]}
      tab={[t.title, title]}
      actions={<CurlMenu request={request} />}
    >
      <p className="text-sm text-muted">{t.lead}</p>
      {session && <Following session={session} />}
      <Loaded from={spans}>{({ data, truncated }) => <Turns spans={data} truncated={truncated} slug={slug} ses={ses} />}</Loaded>
    </Page>
  )
}

/** Asks anew when something happens; from where the Session was when it was read. */
function Following({ session }: { session: Session }) {
  useTopic(`session:${session.id}`, { event: again }, session.last_seq)
  return null
}

function Turns({ spans, truncated, slug, ses }: { spans: readonly Span[]; truncated: boolean; slug: string; ses: string }) {
  const turns = useMemo(() => turnsOf(spans, Date.now()), [spans])
  if (turns.length === 0) return <EmptyState text={t.empty} />
  return (
    <>
      <ol className="flex flex-col gap-4">
        {turns.map((it, i) => (
          <li key={it.span.id}>
            <Turn turn={it} number={i + 1} slug={slug} ses={ses} />
          </li>
        ))}
      </ol>
      {truncated && <p className="text-sm text-muted">{t.truncated}</p>}
    </>
  )
}

function Turn({ turn, number, slug, ses }: { turn: TurnTrace; number: number; slug: string; ses: string }) {
  const { span, steps, lasts } = turn
  return (
    <section aria-label={t.turn(number)} className="rounded-card border border-line bg-surface">
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 text-sm">
        <Link to="/w/$slug/s/$ses" params={{ slug, ses }} hash={`e${span.seq}`} title={t.open} className="font-semibold hover:underline">
          {t.turn(number)}
        </Link>
        <Status span={span} />
        <span className="flex-1" />
        <span className="text-xs font-normal text-muted">
          <Duration ms={lasts} /> · <RelTime at={span.started_at} />
        </span>
      </h2>
      {steps.length > 0 && (
        <ol aria-label={t.steps(number)} className="flex flex-col gap-px py-1">
          {steps.map(it => (
            <Bar key={it.span.id} step={it} of={lasts} slug={slug} ses={ses} />
          ))}
        </ol>
      )}
    </section>
  )
}

function Bar({ step, of, slug, ses }: { step: Step; of: number; slug: string; ses: string }) {
  const { span, after, lasts } = step
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-1 text-sm md:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_4.5rem]">
      <Link to="/w/$slug/s/$ses" params={{ slug, ses }} hash={`e${span.seq}`} className="flex min-w-0 items-center gap-2 hover:underline">
        <span className="text-xs text-muted">{t.kinds[span.kind] ?? span.kind}</span>
        <code className="truncate text-code">
          <SafeText text={span.name} />
        </code>
        {bad.has(span.status) && <Status span={span} />}
      </Link>
      <span aria-hidden title={t.after(duration(after))} className="relative order-last col-span-2 h-3 rounded-chip bg-sunken md:order-none md:col-span-1">
        <span
          className={cx('absolute inset-y-0 min-w-0.5 rounded-chip', bad.has(span.status) ? 'bg-bad' : span.kind === 'model' ? 'bg-accent' : 'bg-run')}
          style={{ left: `${(100 * after) / of}%`, width: `${(100 * lasts) / of}%` }}
        />
      </span>
      <span className="text-right text-xs text-muted">
        <Duration ms={lasts} />
      </span>
    </li>
  )
}

function Status({ span }: { span: Span }) {
  const word = span.ended_at === null && span.duration_ms === null ? t.running : (conversation.stopReasons[span.status] ?? span.status.replaceAll('_', ' '))
  return <Chip tone={bad.has(span.status) ? 'bad' : word === t.running ? 'run' : 'neutral'}>{word}</Chip>
}
