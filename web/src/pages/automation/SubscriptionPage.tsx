import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { askAttempts, askSubscription, type Attempt, type Subscription } from '@/api/outbound'
import { useMay } from '@/api/query'
import { api, path } from '@/api/request'
import { common } from '@/strings/common'
import { outbound as t } from '@/strings/outbound'
import { Button, IconButton } from '@/ui/Button'
import { Chip, StatusChip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import type { LampState } from '@/ui/Lamp'
import { Card, Section } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded, ProblemView } from '@/ui/states'
import { Switch } from '@/ui/Switch'
import { toast } from '@/ui/Toast'
import { Duration, RelTime } from '@/ui/values'
import { AutomationPage } from './AutomationPage'
import { SubscriptionChip } from './SubscriptionsPage'

/** One receiver: what it is told, whether it listens, and every request to it. */
export default function SubscriptionPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(askSubscription(id))
  return (
    <AutomationPage title={found.data?.url ?? id} crumbs={[{ label: t.subscriptions, to: '/automation/subscriptions' }]} actions={<CurlMenu request={{ method: 'GET', path: path`/subscriptions/${id}` }} />}>
      <Loaded from={found}>
        {subscription => (
          <>
            <SetUp subscription={subscription} />
            <Attempts subscription={subscription} />
          </>
        )}
      </Loaded>
    </AutomationPage>
  )
}

function SetUp({ subscription }: { subscription: Subscription }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay('automation:write')
  const [deleting, setDeleting] = useState(false)
  const again = () => client.invalidateQueries({ queryKey: ['subscriptions'] })
  const change = useMutation({ mutationFn: (enabled: boolean) => api.patch(path`/subscriptions/${subscription.id}`, { enabled }), onSuccess: again })
  const remove = useMutation({
    mutationFn: () => api.delete(path`/subscriptions/${subscription.id}`),
    onSuccess: async () => {
      await navigate({ to: '/automation/subscriptions' })
      await again()
    },
  })
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SubscriptionChip subscription={subscription} />
        {subscription.events.map(it => (
          <Chip key={it} mono>
            {it}
          </Chip>
        ))}
        <span className="flex-1" />
        {may && <Switch checked={subscription.enabled} label={t.enabled} onChange={it => change.mutate(it)} />}
        {may && <IconButton icon={Trash2} label={t.delete} onClick={() => setDeleting(true)} />}
      </div>
      {subscription.paused && (
        <div className="flex flex-wrap items-center gap-2 rounded-control bg-warn-soft px-3 py-1.5 text-sm text-warn">
          <span className="min-w-0 flex-1">{t.paused[subscription.paused.code] ?? subscription.paused.code}</span>
          {may && (
            <Button size="compact" busy={change.isPending} onClick={() => change.mutate(true)}>
              {t.resume}
            </Button>
          )}
        </div>
      )}
      <p className="flex items-center gap-1.5 text-sm text-muted">
        <KeyRound size={14} aria-hidden /> {t.secrets(subscription.secrets.length)}
      </p>
      {change.error && <ProblemView error={change.error} compact />}
      <Dialog
        open={deleting}
        onOpenChange={setDeleting}
        title={t.deleteTitle}
        description={t.deleteText}
        actions={
          <>
            <Button onClick={() => setDeleting(false)}>{common.cancel}</Button>
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

const lamps: Record<string, LampState> = { delivered: 'ok', failed: 'warn', gave_up: 'failed' }

function Attempts({ subscription }: { subscription: Subscription }) {
  const list = useQuery(askAttempts(subscription.id))
  return (
    <Section title={t.attempts}>
      <Loaded from={list}>
        {all =>
          all.length === 0 ? (
            <EmptyState text={t.noAttempts} />
          ) : (
            <ul aria-label={t.attempts} className="divide-y divide-line rounded-card border border-line bg-surface">
              {all.map(it => (
                <Row key={it.id} attempt={it} active={subscription.status === 'active'} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function Row({ attempt, active }: { attempt: Attempt; active: boolean }) {
  const client = useQueryClient()
  const may = useMay('automation:replay')
  const resend = useMutation({
    mutationFn: () => api.post(path`/attempts/${attempt.id}/resend`),
    onSuccess: () => {
      toast(t.resent)
      return client.invalidateQueries({ queryKey: ['subscriptions', 'attempts'] })
    },
  })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm">
      <StatusChip lamp={lamps[attempt.outcome] ?? 'off'} word={t.outcomes[attempt.outcome] ?? attempt.outcome} />
      <span className="min-w-40 flex-1 truncate">
        <SafeText text={attempt.event_type} />{' '}
        <span className="text-muted">
          {attempt.status ?? t.errors[attempt.error ?? ''] ?? attempt.error}
          {attempt.number > 1 && ` · ${t.number(attempt.number)}`}
        </span>
      </span>
      <span className="nums text-xs text-muted">
        <Duration ms={attempt.duration_ms} /> · <RelTime at={attempt.at} />
        {attempt.next_at && (
          <>
            {' '}
            · {t.next} <RelTime at={attempt.next_at} />
          </>
        )}
      </span>
      {may && active && (
        <Button size="compact" busy={resend.isPending} onClick={() => resend.mutate()}>
          {t.resend}
        </Button>
      )}
      {resend.error && <ProblemView error={resend.error} compact />}
    </li>
  )
}
