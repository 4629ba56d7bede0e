import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useCommands } from '@/app/commands'
import { askRuns, askSchedules } from '@/api/automation'
import { useHints } from '@/api/live'
import { useFeature, useMay } from '@/api/query'
import { path } from '@/api/request'
import type { BenchProps } from '@/pages/workspace/bench'
import { automation as t } from '@/strings/automation'
import { Button } from '@/ui/Button'
import { Section } from '@/ui/Page'
import { RunList } from '@/ui/RunList'
import { EmptyState, Loaded } from '@/ui/states'
import { ScheduleDetail } from './ScheduleDetail'
import { ScheduleForm } from './ScheduleForm'
import { ScheduleRow } from './ScheduleRow'

/** What starts work at this desk by itself, and what became of it. */
export default function AutomationTab({ workspace, sub, onSub }: BenchProps) {
  useHints('runs', ['runs'], ['schedules'])
  const may = useMay('automation:write')
  const present = useFeature('schedules')
  useCommands(may && present ? [{ id: 'new-schedule', label: t.newSchedule, run: () => onSub('new') }] : [])
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-220 flex-col gap-6 p-4">
        {sub === 'new' ? (
          <Section title={t.newSchedule}>
            <ScheduleForm workspaceId={workspace.id} onDone={id => onSub(id ?? '')} />
          </Section>
        ) : sub.startsWith('sch_') ? (
          <ScheduleDetail key={sub} id={sub} workspaceId={workspace.id} onBack={() => onSub('')} />
        ) : (
          <Overview workspaceId={workspace.id} may={may} onSub={onSub} />
        )}
      </div>
    </div>
  )
}

function Overview({ workspaceId, may, onSub }: { workspaceId: string; may: boolean; onSub: BenchProps['onSub'] }) {
  const present = useFeature('schedules')
  const schedules = useQuery({ ...askSchedules(workspaceId), enabled: present })
  const runs = useQuery(askRuns({ workspace_id: workspaceId }))
  const add = may && (
    <Button size="compact" kind="primary" icon={Plus} onClick={() => onSub('new')}>
      {t.newSchedule}
    </Button>
  )
  return (
    <>
      {present && (
      <Section title={t.schedules} actions={schedules.data?.length ? add : undefined}>
        <Loaded from={schedules}>
          {all =>
            all.length === 0 ? (
              <EmptyState
                text={t.noSchedules}
                action={add || undefined}
                curl={{ method: 'POST', path: path`/workspaces/${workspaceId}/schedules`, body: { name: 'Morning', spec: { cron: '0 9 * * MON-FRI', time_zone: 'UTC' }, task: { prompt: t.taskExample } } }}
              />
            ) : (
              <ul aria-label={t.schedules} className="divide-y divide-line rounded-card border border-line bg-surface">
                {all.map(it => (
                  <ScheduleRow key={it.id} schedule={it} onOpen={() => onSub(it.id)} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Section>
      )}
      <Section title={t.ledger}>
        <Loaded from={runs}>{({ data }) => (data.length === 0 ? <p className="text-sm text-muted">{t.noRuns}</p> : <RunList runs={data} />)}</Loaded>
      </Section>
    </>
  )
}
