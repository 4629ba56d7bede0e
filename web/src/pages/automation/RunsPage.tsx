import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { askRuns } from '@/api/automation'
import { useHints } from '@/api/live'
import { automation as t } from '@/strings/automation'
import { CurlMenu } from '@/ui/CurlMenu'
import { Select } from '@/ui/Field'
import { RunList } from '@/ui/RunList'
import { EmptyState, Loaded } from '@/ui/states'
import { AutomationPage } from './AutomationPage'

/** Everything that the clock or an event decided, over all Workspaces. */
export default function RunsPage() {
  const search = useSearch({ strict: false }) as { outcome?: string }
  const navigate = useNavigate()
  const outcome = search.outcome ?? ''
  const runs = useQuery(askRuns({ outcome }, 200))
  useHints('runs', ['runs'])
  return (
    <AutomationPage title={t.runs}>
      <div className="flex items-center gap-2">
        <Select
          aria-label={t.outcome}
          className="w-auto!"
          value={outcome}
          onChange={event => void navigate({ to: '/automation/runs', search: (event.target.value ? { outcome: event.target.value } : {}) as never, replace: true })}
        >
          <option value="">{t.allOutcomes}</option>
          {Object.entries(t.outcomes).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
        <CurlMenu request={{ method: 'GET', path: '/runs', query: { outcome } }} />
      </div>
      <Loaded from={runs}>{({ data }) => (data.length === 0 ? <EmptyState text={t.noRuns} curl={{ method: 'GET', path: '/runs' }} /> : <RunList runs={data} everywhere />)}</Loaded>
    </AutomationPage>
  )
}
