import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Occurrence, Schedule } from '@/api/automation'
import { asProblem } from '@/api/problem'
import { api, newKey, path } from '@/api/request'
import { automation } from '@/strings/automation'
import { common } from '@/strings/common'
import { outbound as t } from '@/strings/outbound'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field, Select, TextInput } from '@/ui/Field'
import { ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'

type Past = Occurrence & { run: { outcome: string } | null }

const day = 24 * 3600_000
const local = (time: number) => new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
const instant = (text: string) => (Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString())

/** Past times once more: first the list with what became of each, then the runs. */
export function BackfillDialog({ schedule, onClose }: { schedule: Schedule; onClose: () => void }) {
  const client = useQueryClient()
  const [now] = useState(Date.now)
  const [from, setFrom] = useState(local(now - day))
  const [to, setTo] = useState(local(now))
  const [overlap, setOverlap] = useState('buffer_all')
  const [key, setKey] = useState(newKey)
  const span = { from: instant(from), to: instant(to) }
  const show = useMutation({ mutationFn: () => api.post<{ data: Past[]; truncated: boolean }>(path`/schedules/${schedule.id}/backtest`, span) })
  const run = useMutation({
    mutationFn: () => api.post(path`/schedules/${schedule.id}/backfill`, { ...span, overlap }, { idempotencyKey: key }),
    onSuccess: () => {
      toast(t.asked)
      onClose()
      return client.invalidateQueries({ queryKey: ['runs'] })
    },
  })
  const edit = (change: () => void) => {
    change()
    setKey(newKey())
  }
  const change = (set: (text: string) => void) => (text: string) => {
    edit(() => set(text))
    show.reset()
  }
  const found = show.data?.data
  const truncated = show.data?.truncated ?? false
  const failed = show.error ?? run.error
  const problem = failed ? asProblem(failed) : null
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={t.backfillTitle(schedule.name)}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          {found && found.length > 0 && !truncated ? (
            <Button kind="primary" busy={run.isPending} onClick={() => run.mutate()}>
              {t.run(found.length)}
            </Button>
          ) : (
            <Button kind="primary" busy={show.isPending} onClick={() => show.mutate()}>
              {t.show}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap gap-3">
          <Field label={t.from} pointer="/from" problem={problem} className="min-w-40 flex-1">
            <TextInput type="datetime-local" value={from} onChange={event => change(setFrom)(event.target.value)} />
          </Field>
          <Field label={t.to} pointer="/to" problem={problem} className="min-w-40 flex-1">
            <TextInput type="datetime-local" value={to} onChange={event => change(setTo)(event.target.value)} />
          </Field>
        </div>
        <Field label={automation.overlap}>
          <Select value={overlap} onChange={event => edit(() => setOverlap(event.target.value))}>
            {Object.entries(automation.overlaps).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        {found && (
          <div className="flex flex-col gap-1">
            <p role="status" className="text-sm text-muted">
              {found.length === 0 ? t.noTimes : truncated ? t.tooMany(found.length) : t.times(found.length)}
            </p>
            {found.length > 0 && (
              <ul aria-label={t.times(found.length)} tabIndex={0} className="max-h-48 divide-y divide-line overflow-y-auto rounded-control border border-line">
                {found.map(it => (
                  <li key={it.nominal_at} className="nums flex justify-between gap-3 px-2.5 py-1 text-sm">
                    <span>{it.local.replace('T', ' ')}</span>
                    {it.run && (
                      <span className="text-muted">
                        {t.then} {automation.outcomes[it.run.outcome] ?? it.run.outcome}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
        {problem && problem.errors.length === 0 && <ProblemView error={problem} compact />}
      </div>
    </Dialog>
  )
}
