import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '@/app/commands'
import { askConnectors, type Connector } from '@/api/automation'
import { useMay } from '@/api/query'
import { automation as t } from '@/strings/automation'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded } from '@/ui/states'
import { AutomationPage } from './AutomationPage'
import { NewConnectorDialog } from './NewConnectorDialog'

/** The doors through which events come in. */
export default function ConnectorsPage() {
  const list = useQuery(askConnectors())
  const may = useMay('automation:write')
  const [making, setMaking] = useState(false)
  const make = () => setMaking(true)
  useCommands(may ? [{ id: 'new-connector', label: t.newConnector, run: make }] : [])
  const button = may && (
    <Button kind="primary" icon={Plus} onClick={make}>
      {t.newConnector}
    </Button>
  )
  return (
    <AutomationPage title={t.connectors}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-140 text-sm text-muted">{t.lead}</p>
        <div className="flex items-center gap-1.5">
          {list.data && list.data.length > 0 && button}
          <CurlMenu request={{ method: 'GET', path: '/connectors' }} />
        </div>
      </div>
      <Loaded from={list}>
        {all =>
          all.length === 0 ? (
            <EmptyState text={t.noConnectors} action={button || undefined} curl={{ method: 'POST', path: '/connectors', body: { kind: 'kafka', name: 'CI', sources: ['/ci/'] } }} />
          ) : (
            <ul aria-label={t.connectors} className="divide-y divide-line rounded-card border border-line bg-surface">
              {all.map(it => (
                <Row key={it.id} connector={it} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {making && <NewConnectorDialog onClose={() => setMaking(false)} />}
    </AutomationPage>
  )
}

function Row({ connector }: { connector: Connector }) {
  return (
    <li>
      <Link to="/automation/connectors/$id" params={{ id: connector.id }} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-hover">
        <span className="flex min-w-40 flex-1 flex-col">
          <span className="font-medium">
            <SafeText text={connector.name} />
          </span>
          <span className="font-mono text-2xs break-all text-muted">
            <SafeText text={connector.kind !== 'kafka' ? (connector.ingest_url ?? '') : connector.sources.join(', ')} />
          </span>
        </span>
        <ConnectorChips connector={connector} />
      </Link>
    </li>
  )
}

export function ConnectorChips({ connector }: { connector: Connector }) {
  return (
    <>
      <Chip>{connector.kind}</Chip>
      {connector.scheme && connector.kind !== 'slack' && <Chip tone={connector.scheme === 'none' ? 'warn' : 'neutral'}>{connector.scheme === 'none' ? t.unsigned : (t.schemes[connector.scheme] ?? connector.scheme)}</Chip>}
      {!connector.enabled && <Chip tone="warn">{t.off}</Chip>}
    </>
  )
}
