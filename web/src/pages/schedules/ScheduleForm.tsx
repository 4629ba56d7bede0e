import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schedule } from '@/api/automation'
import { asProblem } from '@/api/problem'
import { type ApiRequest, newKey, path, send } from '@/api/request'
import { automation as t } from '@/strings/automation'
import { common } from '@/strings/common'
import { Button } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Field, Select, TextArea, TextInput } from '@/ui/Field'
import { ProblemView } from '@/ui/states'
import { blank, bodyOf, type Draft, draftOf, here, specOf } from './draft'
import { Occurrences, usePreview } from './Upcoming'
import { taskWords } from './words'

const zones = Intl.supportedValuesOf('timeZone')
const pointers = ['/name', '/spec/cron', '/spec/time_zone', '/spec/every', '/spec/at', '/task/prompt', '/overlap', '/catch_up/window', '/jitter', '/pause_after_failures', '/max_runs']

type Props = { workspaceId: string; known?: Schedule; onDone: (id: string | undefined) => void }

/** When, what, and what if; below it the next times that this would mean. */
export function ScheduleForm({ workspaceId, known, onDone }: Props) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => (known ? draftOf(known, here()) : blank(here())))
  const [key, setKey] = useState(newKey)
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change })
    setKey(newKey())
  }
  const request = (): ApiRequest =>
    known
      ? { method: 'PATCH', path: path`/schedules/${known.id}`, body: bodyOf(draft, known), ifMatch: `"${known.version}"` }
      : { method: 'POST', path: path`/workspaces/${workspaceId}/schedules`, body: bodyOf(draft), idempotencyKey: key }
  const save = useMutation({
    mutationFn: async () => (await send<Schedule>(request())).data,
    onSuccess: data => {
      void client.invalidateQueries({ queryKey: ['schedules'] })
      onDone(data.id)
    },
  })
  const preview = usePreview(specOf(draft, known?.spec))
  const problem = save.error ? asProblem(save.error) : undefined
  const ofRule = problem ?? preview.problem
  const elsewhere = problem && !problem.errors.some(it => pointers.includes(it.pointer))
  return (
    <form
      className="flex max-w-160 flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
      <Field label={t.name} pointer="/name" problem={problem}>
        <TextInput value={draft.name} maxLength={100} placeholder={t.nameExample} autoFocus onChange={event => set({ name: event.target.value })} />
      </Field>
      <Field label={t.task} hint={t.taskHint} pointer="/task/prompt" problem={problem}>
        <TextArea rows={3} value={draft.prompt} placeholder={known && !known.task.prompt ? taskWords(known.task) : t.taskExample} onChange={event => set({ prompt: event.target.value })} />
      </Field>
      <Field label={t.when}>
        <Select value={draft.kind} onChange={event => set({ kind: event.target.value as Draft['kind'] })}>
          {Object.entries(t.kinds).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {draft.kind === 'cron' && (
        <>
          <div className="flex flex-wrap gap-1.5">
            {t.presets.map(it => (
              <Button key={it.cron} size="compact" aria-pressed={draft.cron === it.cron} kind={draft.cron === it.cron ? 'primary' : 'plain'} onClick={() => set({ cron: it.cron })}>
                {it.label}
              </Button>
            ))}
          </div>
          <div className="grid gap-4 md:grid-cols-2">
            <Field label={t.cron} hint={t.cronHint} pointer="/spec/cron" problem={ofRule}>
              <TextInput mono value={draft.cron} onChange={event => set({ cron: event.target.value })} />
            </Field>
            <Field label={t.zone} pointer="/spec/time_zone" problem={ofRule}>
              <Select value={draft.zone} onChange={event => set({ zone: event.target.value })}>
                {[...new Set([draft.zone, 'UTC', ...zones])].map(it => (
                  <option key={it} value={it}>
                    {it}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        </>
      )}
      {draft.kind === 'every' && (
        <Field label={t.every} hint={t.everyHint} pointer="/spec/every" problem={ofRule}>
          <TextInput mono value={draft.every} onChange={event => set({ every: event.target.value })} />
        </Field>
      )}
      {draft.kind === 'at' && (
        <Field label={t.at} pointer="/spec/at" problem={ofRule}>
          <TextInput type="datetime-local" value={draft.at} onChange={event => set({ at: event.target.value })} />
        </Field>
      )}
      <section aria-label={t.preview} className="rounded-card border border-line bg-sunken px-3 py-2">
        <h3 className="mb-1 text-xs font-medium text-muted">{t.preview}</h3>
        {preview.data ? <Occurrences all={preview.data} /> : <p className="text-sm text-muted">{preview.problem ? (preview.problem.errors[0]?.detail ?? preview.problem.detail ?? preview.problem.title) : '…'}</p>}
      </section>
      <Field label={t.overlap} pointer="/overlap" problem={problem}>
        <Choice value={draft.overlap} options={t.overlaps} onChange={overlap => set({ overlap })} />
      </Field>
      <details className="rounded-card border border-line bg-surface px-4 py-3">
        <summary className="font-medium">{t.more}</summary>
        <div className="mt-3 grid gap-4 md:grid-cols-2">
          <Field label={t.session}>
            <Choice value={draft.session} options={t.sessions} onChange={session => set({ session })} />
          </Field>
          <Field label={t.catchUp}>
            <Choice value={draft.catchUp} options={t.catchUps} onChange={catchUp => set({ catchUp })} />
          </Field>
          <Field label={t.window} pointer="/catch_up/window" problem={problem}>
            <TextInput mono value={draft.window} placeholder="PT1H" onChange={event => set({ window: event.target.value })} />
          </Field>
          <Field label={t.jitter} hint={t.jitterHint} pointer="/jitter" problem={problem}>
            <TextInput mono value={draft.jitter} placeholder="PT0S" onChange={event => set({ jitter: event.target.value })} />
          </Field>
          <Field label={t.pauseAfter} pointer="/pause_after_failures" problem={problem}>
            <TextInput inputMode="numeric" value={draft.pauseAfter} placeholder="5" onChange={event => set({ pauseAfter: event.target.value })} />
          </Field>
          <Field label={t.maxRuns} pointer="/max_runs" problem={problem}>
            <TextInput inputMode="numeric" value={draft.maxRuns} placeholder={t.never} onChange={event => set({ maxRuns: event.target.value })} />
          </Field>
        </div>
      </details>
      {elsewhere && <ProblemView error={problem} compact />}
      <div className="flex items-center gap-2">
        <Button kind="primary" type="submit" busy={save.isPending}>
          {known ? t.save : t.create}
        </Button>
        <Button onClick={() => onDone(undefined)}>{common.cancel}</Button>
        <CurlMenu request={request} />
      </div>
    </form>
  )
}

function Choice({ value, options, onChange, ...rest }: { value: string; options: Record<string, string>; onChange: (value: string) => void }) {
  return (
    <Select value={value} onChange={event => onChange(event.target.value)} {...rest}>
      {!(value in options) && <option value={value}>{value}</option>}
      {Object.entries(options).map(([it, name]) => (
        <option key={it} value={it}>
          {name}
        </option>
      ))}
    </Select>
  )
}
