import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, History, Pause, Pencil, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { askRuns, askSchedule, type Occurrence, type Schedule } from '@/api/automation'
import { useMay } from '@/api/query'
import { api, path } from '@/api/request'
import { automation as t } from '@/strings/automation'
import { common } from '@/strings/common'
import { outbound } from '@/strings/outbound'
import { Button, IconButton } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Field, TextInput } from '@/ui/Field'
import { Section } from '@/ui/Page'
import { RunList } from '@/ui/RunList'
import { SafeText } from '@/ui/SafeText'
import { Loaded, ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'
import { BackfillDialog } from './BackfillDialog'
import { ScheduleForm } from './ScheduleForm'
import { StateChip } from './ScheduleRow'
import { Occurrences } from './Upcoming'
import { sentence, taskWords } from './words'

type Props = { id: string; workspaceId: string; onBack: () => void }

/** One schedule: what it does, when next, and every time that it decided about. */
export function ScheduleDetail({ id, workspaceId, onBack }: Props) {
  const found = useQuery(askSchedule(id))
  const [editing, setEditing] = useState(false)
  return (
    <div className="flex flex-col gap-4">
      <button type="button" onClick={onBack} className="inline-flex h-8 items-center gap-1.5 self-start text-sm text-muted hover:text-text coarse:h-11">
        <ArrowLeft size={16} aria-hidden /> {t.back}
      </button>
      <Loaded from={found}>
        {schedule =>
          editing ? (
            <ScheduleForm workspaceId={workspaceId} known={schedule} onDone={() => setEditing(false)} />
          ) : (
            <>
              <Head schedule={schedule} onEdit={() => setEditing(true)} onGone={onBack} />
              <Next schedule={schedule} />
              <Ledger id={id} />
            </>
          )
        }
      </Loaded>
    </div>
  )
}

function Head({ schedule, onEdit, onGone }: { schedule: Schedule; onEdit: () => void; onGone: () => void }) {
  const client = useQueryClient()
  const may = useMay('automation:write')
  const [asking, setAsking] = useState<'pause' | 'delete'>()
  const [reason, setReason] = useState('')
  const [backfilling, setBackfilling] = useState(false)
  const again = () => Promise.all([client.invalidateQueries({ queryKey: ['schedules'] }), client.invalidateQueries({ queryKey: ['runs'] })])
  const act = useMutation({
    mutationFn: (what: 'run-now' | 'resume' | 'pause') => api.post(path`/schedules/${schedule.id}/${what}`, what === 'pause' ? { reason } : undefined),
    onSuccess: (_, what) => {
      setAsking(undefined)
      if (what === 'run-now') toast(t.startedNow)
      return again()
    },
  })
  const remove = useMutation({
    mutationFn: () => api.delete(path`/schedules/${schedule.id}`),
    onSuccess: () => {
      onGone()
      return again()
    },
  })
  const failed = act.error ?? remove.error
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 text-lg font-semibold break-words">
          <SafeText text={schedule.name} />
        </h2>
        <StateChip schedule={schedule} />
        <span className="flex-1" />
        {may && (
          <>
            <Button size="compact" kind="primary" icon={Play} busy={act.isPending && act.variables === 'run-now'} onClick={() => act.mutate('run-now')}>
              {t.runNow}
            </Button>
            {schedule.status === 'paused' ? (
              <Button size="compact" busy={act.isPending && act.variables === 'resume'} onClick={() => act.mutate('resume')}>
                {t.resume}
              </Button>
            ) : (
              <Button size="compact" icon={Pause} onClick={() => setAsking('pause')}>
                {t.pause}
              </Button>
            )}
            <IconButton size="compact" icon={History} label={outbound.backfill} onClick={() => setBackfilling(true)} />
            <IconButton size="compact" icon={Pencil} label={t.editSchedule} onClick={onEdit} />
            <IconButton size="compact" icon={Trash2} label={t.delete} onClick={() => setAsking('delete')} />
          </>
        )}
        <CurlMenu request={{ method: 'GET', path: path`/schedules/${schedule.id}` }} />
      </div>
      <p className="text-sm text-muted">
        {sentence(schedule.spec)} · {t.overlaps[schedule.overlap] ?? schedule.overlap}
      </p>
      {schedule.paused?.reason && (
        <p className="rounded-control bg-warn-soft px-3 py-1.5 text-sm text-warn">
          <SafeText text={schedule.paused.reason} />
        </p>
      )}
      <div className="rounded-control border border-line bg-surface px-3 py-2 text-md break-words whitespace-pre-wrap">
        <SafeText text={taskWords(schedule.task)} />
      </div>
      {failed && !asking && <ProblemView error={failed} compact />}
      {backfilling && <BackfillDialog schedule={schedule} onClose={() => setBackfilling(false)} />}
      <Dialog
        open={asking !== undefined}
        onOpenChange={open => !open && setAsking(undefined)}
        title={asking === 'delete' ? t.deleteTitle(schedule.name) : t.pauseTitle(schedule.name)}
        description={asking === 'delete' ? t.deleteText : t.pauseText}
        actions={
          <>
            <Button onClick={() => setAsking(undefined)}>{common.cancel}</Button>
            {asking === 'delete' ? (
              <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
                {t.delete}
              </Button>
            ) : (
              <Button kind="primary" busy={act.isPending} onClick={() => act.mutate('pause')}>
                {t.pause}
              </Button>
            )}
          </>
        }
      >
        {asking === 'pause' && (
          <Field label={t.reason}>
            <TextInput value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
          </Field>
        )}
        {failed && <ProblemView error={failed} compact />}
      </Dialog>
    </header>
  )
}

function Next({ schedule }: { schedule: Schedule }) {
  const upcoming = useQuery({ queryKey: ['schedules', 'upcoming', schedule.id, schedule.version], queryFn: () => api.get<{ data: Occurrence[] }>(path`/schedules/${schedule.id}/upcoming`, { count: 10 }) })
  return (
    <Section title={t.upcoming} actions={schedule.spec.time_zone ? <Chip>{schedule.spec.time_zone}</Chip> : undefined}>
      <Loaded from={upcoming}>{({ data }) => <Occurrences all={data} />}</Loaded>
    </Section>
  )
}

function Ledger({ id }: { id: string }) {
  const runs = useQuery(askRuns({ source: id }))
  return (
    <Section title={t.ledger}>
      <Loaded from={runs}>{({ data }) => (data.length === 0 ? <p className="text-sm text-muted">{t.noRuns}</p> : <RunList runs={data} />)}</Loaded>
    </Section>
  )
}
