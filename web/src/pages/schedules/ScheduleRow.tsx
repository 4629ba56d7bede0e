import { useQuery } from '@tanstack/react-query'
import { askRuns, type Schedule } from '@/api/automation'
import { automation as t } from '@/strings/automation'
import { StatusChip } from '@/ui/Chip'
import type { LampState } from '@/ui/Lamp'
import { LedgerStrip } from '@/ui/RunList'
import { SafeText } from '@/ui/SafeText'
import { RelTime } from '@/ui/values'
import { sentence } from './words'

const lamps: Record<string, LampState> = { active: 'idle', paused: 'paused', disabled: 'off', ended: 'off' }

export const StateChip = ({ schedule }: { schedule: Schedule }) => <StatusChip lamp={lamps[schedule.status] ?? 'off'} word={t.states[schedule.status] ?? schedule.status} />

export function ScheduleRow({ schedule, onOpen }: { schedule: Schedule; onOpen: () => void }) {
  const runs = useQuery(askRuns({ source: schedule.id }, 40)).data?.data ?? []
  return (
    <li>
      <button type="button" onClick={onOpen} data-schedule={schedule.id} className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5 text-left text-sm hover:bg-hover">
        <span className="flex min-w-40 flex-1 flex-col">
          <span className="font-medium break-words">
            <SafeText text={schedule.name} />
          </span>
          <span className="text-xs text-muted">{sentence(schedule.spec)}</span>
        </span>
        <LedgerStrip runs={runs} />
        <span className="nums text-xs text-muted">{schedule.next ? <RelTime at={schedule.next.nominal_at} /> : schedule.status !== 'paused' && t.none}</span>
        <StateChip schedule={schedule} />
      </button>
    </li>
  )
}
