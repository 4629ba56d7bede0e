import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { askSubscriptions, type Subscription } from '@/api/outbound'
import { useMay } from '@/api/query'
import { outbound as t } from '@/strings/outbound'
import { Button } from '@/ui/Button'
import { StatusChip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import type { LampState } from '@/ui/Lamp'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded } from '@/ui/states'
import { AutomationPage } from './AutomationPage'
import { NewSubscriptionDialog } from './NewSubscriptionDialog'

/** Who outside is told of what. */
export default function SubscriptionsPage() {
  const list = useQuery(askSubscriptions())
  const may = useMay('automation:write')
  const [making, setMaking] = useState(false)
  const button = may && (
    <Button kind="primary" icon={Plus} onClick={() => setMaking(true)}>
      {t.make}
    </Button>
  )
  return (
    <AutomationPage title={t.subscriptions}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-140 text-sm text-muted">{t.lead}</p>
        <div className="flex items-center gap-1.5">
          {list.data && list.data.length > 0 && button}
          <CurlMenu request={{ method: 'GET', path: '/subscriptions' }} />
        </div>
      </div>
      <Loaded from={list}>
        {all =>
          all.length === 0 ? (
            <EmptyState text={t.none} action={button || undefined} curl={{ method: 'POST', path: '/subscriptions', body: { url: 'https://example.org/agentdesk', events: ['session.turn_finished'] } }} />
          ) : (
            <ul aria-label={t.subscriptions} className="divide-y divide-line rounded-card border border-line bg-surface">
              {all.map(it => (
                <Row key={it.id} subscription={it} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {making && <NewSubscriptionDialog onClose={() => setMaking(false)} />}
    </AutomationPage>
  )
}

function Row({ subscription }: { subscription: Subscription }) {
  return (
    <li>
      <Link to="/automation/subscriptions/$id" params={{ id: subscription.id }} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-hover">
        <span className="flex min-w-40 flex-1 flex-col">
          <span className="font-medium break-all">
            <SafeText text={subscription.url} />
          </span>
          <span className="font-mono text-2xs break-all text-muted">{subscription.events.join(', ')}</span>
        </span>
        <SubscriptionChip subscription={subscription} />
      </Link>
    </li>
  )
}

const lamps: Record<string, LampState> = { active: 'ok', paused: 'failed', disabled: 'off' }

export const SubscriptionChip = ({ subscription }: { subscription: Subscription }) => (
  <StatusChip lamp={lamps[subscription.status] ?? 'off'} word={t.states[subscription.status] ?? subscription.status} />
)
