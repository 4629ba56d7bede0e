import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Connector, Delivery, Rejection } from '@/api/automation'
import { useHints } from '@/api/live'
import { useMay } from '@/api/query'
import { api, path } from '@/api/request'
import type { Page as Listing } from '@/api/types'
import { automation as t } from '@/strings/automation'
import { common } from '@/strings/common'
import { Button, IconButton } from '@/ui/Button'
import { StatusChip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import type { LampState } from '@/ui/Lamp'
import { Card, Section } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded, ProblemView } from '@/ui/states'
import { Switch } from '@/ui/Switch'
import { CopyButton, RelTime } from '@/ui/values'
import { AutomationPage } from './AutomationPage'
import { ConnectorChips } from './ConnectorsPage'
import { RoutesSection } from './RoutesSection'

/** One door: how to send to it, which routes listen, what came and what was turned away. */
export default function ConnectorPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery({ queryKey: ['connectors', 'one', id], queryFn: () => api.get<Connector>(path`/connectors/${id}`) })
  useHints(`deliveries:${id}`, ['deliveries', id], ['rejections', id])
  const name = found.data?.name ?? id
  return (
    <AutomationPage title={name} crumbs={[{ label: t.connectors, to: '/automation/connectors' }]} actions={<CurlMenu request={{ method: 'GET', path: path`/connectors/${id}` }} />}>
      <Loaded from={found}>
        {connector => (
          <>
            <SetUp connector={connector} />
            <RoutesSection connectorId={id} />
            <Deliveries id={id} />
            {connector.kind !== 'kafka' && <Rejections id={id} />}
          </>
        )}
      </Loaded>
    </AutomationPage>
  )
}

function SetUp({ connector }: { connector: Connector }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay('automation:write')
  const [asking, setAsking] = useState(false)
  const again = () => client.invalidateQueries({ queryKey: ['connectors'] })
  const change = useMutation({ mutationFn: (enabled: boolean) => api.patch(path`/connectors/${connector.id}`, { enabled }), onSuccess: again })
  const test = useMutation({ mutationFn: () => api.post<{ status: number; delivery_id: string | null; code: string | null }>(path`/connectors/${connector.id}/test`) })
  const remove = useMutation({
    mutationFn: () => api.delete(path`/connectors/${connector.id}`),
    onSuccess: async () => {
      await navigate({ to: '/automation/connectors' })
      await again()
    },
  })
  const target = connector.ingest_url ?? connector.topic ?? ''
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <ConnectorChips connector={connector} />
        <span className="flex-1" />
        {may && <Switch checked={connector.enabled} label={t.enabled} onChange={it => change.mutate(it)} />}
        {may && <IconButton icon={Trash2} label={t.delete} onClick={() => setAsking(true)} />}
      </div>
      <div className="flex flex-col gap-1 text-sm">
        <span className="text-muted">{connector.ingest_url ? t.sendTo : t.recordsTo}</span>
        <span className="flex items-center gap-1 rounded-control border border-line bg-sunken py-0.5 pr-1 pl-2.5 font-mono text-code break-all">
          <span className="min-w-0 flex-1">{target}</span>
          <CopyButton text={target} />
        </span>
        {connector.kind === 'slack' && <span className="text-xs text-muted">{t.setUpSlack}</span>}
        {connector.scheme === 'github' && <span className="text-xs text-muted">{t.setUpGithub}</span>}
        {connector.sources.length > 0 && (
          <span className="text-xs text-muted">
            {t.sources}: <SafeText text={connector.sources.join(', ')} />
          </span>
        )}
      </div>
      {may && connector.kind !== 'kafka' && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <Button size="compact" busy={test.isPending} onClick={() => test.mutate()}>
            {t.test}
          </Button>
          {test.data && (
            <span role="status" className="text-muted">
              {t.testDone(test.data.status)} {test.data.code}{' '}
              {test.data.delivery_id && (
                <Link to="/automation/deliveries/$id" params={{ id: test.data.delivery_id }} className="text-accent underline">
                  {t.testDelivery}
                </Link>
              )}
            </span>
          )}
        </div>
      )}
      {(test.error ?? change.error) && <ProblemView error={test.error ?? change.error} compact />}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t.deleteTitle(connector.name)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
            <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t.delete}
            </Button>
          </>
        }
      >
        {remove.error && <ProblemView error={remove.error} compact />}
      </Dialog>
    </Card>
  )
}

const lamps: Record<string, LampState> = { received: 'starting', routed: 'ok', matched_nothing: 'warn', duplicate: 'warn', conflict: 'warn', failed: 'failed', dead: 'failed' }
export const DeliveryChip = ({ status }: { status: string }) => <StatusChip lamp={lamps[status] ?? 'off'} word={t.deliveryStates[status] ?? status} />

function Deliveries({ id }: { id: string }) {
  const list = useQuery({ queryKey: ['deliveries', id], queryFn: () => api.get<Listing<Delivery>>(path`/connectors/${id}/deliveries`, { limit: 100 }) })
  return (
    <Section title={t.deliveries}>
      <Loaded from={list}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState text={t.noDeliveries} />
          ) : (
            <ul aria-label={t.deliveries} className="divide-y divide-line rounded-card border border-line bg-surface">
              {data.map(it => (
                <li key={it.id}>
                  <Link to="/automation/deliveries/$id" params={{ id: it.id }} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm hover:bg-hover">
                    <DeliveryChip status={it.status} />
                    <span className="min-w-40 flex-1 truncate">
                      <SafeText text={[it.event?.type, it.event?.subject ?? (it.event?.source.startsWith('/hooks/') ? it.event.id : it.event?.source)].filter(Boolean).join(' · ') || it.id} />
                    </span>
                    <span className="nums text-xs text-muted">
                      <RelTime at={it.received_at} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function Rejections({ id }: { id: string }) {
  const list = useQuery({ queryKey: ['rejections', id], queryFn: () => api.get<Listing<Rejection>>(path`/connectors/${id}/rejections`, { limit: 50 }), retry: false })
  return (
    <Section title={t.rejected}>
      <Loaded from={list}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="text-sm text-muted">{t.noRejections}</p>
          ) : (
            <>
              <p className="text-sm text-muted">{t.rejectedText}</p>
              <ul aria-label={t.rejected} className="divide-y divide-line rounded-card border border-line bg-surface">
                {data.map(it => (
                  <li key={it.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm">
                    <StatusChip lamp="failed" word={it.reason} />
                    {it.count > 1 && <span className="nums text-xs text-muted">{t.times(it.count)}</span>}
                    <span className="min-w-0 flex-1 truncate font-mono text-2xs text-muted">
                      <SafeText text={it.header_names.join(', ')} />
                    </span>
                    <span className="font-mono text-xs text-muted">{it.address}</span>
                    <span className="nums text-xs text-muted">
                      <RelTime at={it.at} />
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
