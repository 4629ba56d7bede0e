import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Delivery, Route, Run } from '@/api/automation'
import { useHints } from '@/api/live'
import { asProblem } from '@/api/problem'
import { useFeature, useMay } from '@/api/query'
import { api, path, raw } from '@/api/request'
import { automation as t } from '@/strings/automation'
import { Button } from '@/ui/Button'
import { StatusChip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { cx } from '@/ui/cx'
import { Json } from '@/ui/Json'
import { Card, Section } from '@/ui/Page'
import { RunList } from '@/ui/RunList'
import { SafeText } from '@/ui/SafeText'
import { Loaded } from '@/ui/states'
import { toast } from '@/ui/Toast'
import { Bytes, Hash, RelTime } from '@/ui/values'
import { AutomationPage } from './AutomationPage'
import { DeliveryChip } from './ConnectorPage'

const mostShown = 256 * 1024

/** One event: what came, who vouched for it, what each route said, what it started. */
export default function DeliveryPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery({ queryKey: ['delivery', id], queryFn: () => api.get<Delivery>(path`/deliveries/${id}`) })
  const connector = found.data?.connector_id
  useHints(connector && `deliveries:${connector}`, ['delivery', id])
  return (
    <AutomationPage
      title={found.data?.event?.type ?? t.delivery}
      crumbs={[{ label: t.connectors, to: '/automation/connectors' }, ...(connector ? [{ label: t.deliveries, to: '/automation/connectors/$id', params: { id: connector } }] : [])]}
      actions={<CurlMenu request={{ method: 'GET', path: path`/deliveries/${id}` }} />}
    >
      <Loaded from={found}>
        {delivery => (
          <>
            <Facts delivery={delivery} />
            <Verdicts delivery={delivery} />
            {delivery.runs.length > 0 && <Started ids={delivery.runs} />}
            <Body delivery={delivery} />
            {delivery.headers !== null && delivery.headers !== undefined && (
              <Section title={t.headers}>
                <Card>
                  <Json value={delivery.headers} open={3} />
                </Card>
              </Section>
            )}
          </>
        )}
      </Loaded>
    </AutomationPage>
  )
}

function Facts({ delivery }: { delivery: Delivery }) {
  const facts: [string, ReactNode][] = [
    [t.received, <RelTime key="r" at={delivery.received_at} />],
    [t.verification, `${t.schemes[delivery.verification.scheme] ?? delivery.verification.scheme}: ${delivery.verification.verdict}`],
    [t.size, <Bytes key="b" count={delivery.size} />],
  ]
  if (delivery.event) facts.push([t.event, <SafeText key="e" text={[delivery.event.type, delivery.event.source.startsWith('/hooks/') ? '' : delivery.event.source, delivery.event.id].filter(Boolean).join(' · ')} />])
  if (delivery.method) facts.push(['HTTP', <SafeText key="m" text={`${delivery.method} ${delivery.path ?? ''}${delivery.query ? `?${delivery.query}` : ''}`} />])
  if (delivery.address) facts.push([t.address, <code key="a">{delivery.address}</code>])
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <DeliveryChip status={delivery.status} />
        <Hash value={delivery.id} length={12} />
        <Replay delivery={delivery} />
        {delivery.dedupe.duplicate_of && (
          <Link to="/automation/deliveries/$id" params={{ id: delivery.dedupe.duplicate_of }} className="text-sm text-accent underline">
            {t.duplicateOf}
          </Link>
        )}
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function Replay({ delivery }: { delivery: Delivery }) {
  const present = useFeature('replay')
  const may = useMay('automation:replay')
  const navigate = useNavigate()
  const again = useMutation({
    mutationFn: () => api.post<{ delivery_id: string }>(path`/deliveries/${delivery.id}/replay`),
    onSuccess: ({ delivery_id }) => {
      toast(t.replayed)
      void navigate({ to: '/automation/deliveries/$id', params: { id: delivery_id } })
    },
    onError: error => toast(asProblem(error).title, { kind: 'failed' }),
  })
  const newest = delivery.replays?.at(-1)
  return (
    <>
      {delivery.replay_of && <Other id={delivery.replay_of} text={t.replayOf} />}
      {newest && <Other id={newest} text={t.replays(delivery.replays!.length)} />}
      <span className="flex-1" />
      {present && may && !delivery.erased && (
        <Button size="compact" icon={RotateCcw} busy={again.isPending} onClick={() => again.mutate()}>
          {t.replay}
        </Button>
      )}
    </>
  )
}

const Other = ({ id, text }: { id: string; text: string }) => (
  <Link to="/automation/deliveries/$id" params={{ id }} className="text-sm text-accent underline">
    {text}
  </Link>
)

function Verdicts({ delivery }: { delivery: Delivery }) {
  return (
    <Section title={t.verdicts}>
      {delivery.routes.length === 0 ? (
        <p className="text-sm text-muted">{t.noVerdicts}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {delivery.routes.map(it => (
            <li key={it.route_id} className="rounded-card border border-line bg-surface px-3 py-2 text-sm">
              <div className="flex flex-wrap items-center gap-2">
                <StatusChip lamp={it.verdict === 'matched' ? 'ok' : it.verdict === 'failed' ? 'failed' : 'warn'} word={t.verdict[it.verdict] ?? it.verdict.replaceAll('_', ' ')} />
                <RouteName id={it.route_id} />
              </div>
              {it.warnings.map(warning => (
                <p key={warning} className="mt-1 text-xs text-warn">
                  <SafeText text={warning} />
                </p>
              ))}
              {it.trace.length > 0 && (
                <ul className="mt-1 flex flex-col gap-0.5">
                  {it.trace.map((step, i) => (
                    <li key={i} className="grid grid-cols-[minmax(0,1fr)_auto] gap-3 font-mono text-code">
                      <span className="break-all text-muted">
                        <SafeText text={step.expr} />
                      </span>
                      <span className={cx('max-w-80 break-all', step.value === 'false' ? 'text-bad' : step.value === 'true' ? 'text-ok' : 'text-text')}>
                        <SafeText text={step.value ?? '—'} />
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function RouteName({ id }: { id: string }) {
  const route = useQuery({ queryKey: ['routes', 'one', id], queryFn: () => api.get<Route>(path`/routes/${id}`), retry: false }).data
  return route ? (
    <span className="min-w-0">
      <span className="font-medium">
        <SafeText text={route.name} />
      </span>{' '}
      <code className="break-all text-muted">
        <SafeText text={route.filter} />
      </code>
    </span>
  ) : (
    <Hash value={id} length={12} />
  )
}

function Started({ ids }: { ids: readonly string[] }) {
  const runs = useQuery({ queryKey: ['runs', 'of', ids], queryFn: () => Promise.all(ids.slice(0, 20).map(id => api.get<Run>(path`/runs/${id}`))) })
  return (
    <Section title={t.ledger}>
      <Loaded from={runs}>{data => <RunList runs={data} />}</Loaded>
    </Section>
  )
}

function Body({ delivery }: { delivery: Delivery }) {
  const small = delivery.size <= mostShown
  const body = useQuery({
    queryKey: ['delivery-body', delivery.id],
    queryFn: async () => (await raw({ method: 'GET', path: path`/deliveries/${delivery.id}/body`, headers: { Accept: '*/*' } })).text(),
    enabled: !delivery.erased && small,
    staleTime: Infinity,
  })
  return (
    <Section
      title={t.body}
      actions={
        <a href={`/api/v1/deliveries/${delivery.id}/body`} download className="text-sm text-accent underline">
          {delivery.media_type}
        </a>
      }
    >
      {delivery.erased ? <p className="text-sm text-muted">{t.bodyGone}</p> : small && <Loaded from={body}>{text => <Shown text={text} />}</Loaded>}
    </Section>
  )
}

function Shown({ text }: { text: string }) {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  return (
    <Card className="max-h-140 overflow-auto">
      {value === undefined ? (
        <pre tabIndex={0} className="text-code break-all whitespace-pre-wrap">
          <SafeText text={text} />
        </pre>
      ) : (
        <Json value={value} open={3} />
      )}
    </Card>
  )
}
