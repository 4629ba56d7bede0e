import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Pencil, Play, Pause, SkipForward, X } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { api, path } from '@/api/request'
import { common } from '@/strings/common'
import { conversation as t } from '@/strings/conversation'
import { Button, IconButton } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { SafeText } from '@/ui/SafeText'
import { TextArea } from '@/ui/Field'
import { toast } from '@/ui/Toast'
import { firstLine } from './log/words'

type Waiting = { event_id: string; position: number; content: { type: string; text: string }[]; steering: boolean; run_id: string | null; accepted_at: string }
export type QueueView = { data: Waiting[]; paused: boolean }

const textOf = (it: Waiting) => it.content.map(block => block.text).join('\n\n')

export const queueKey = (sessionId: string) => ['queue', sessionId]

export const useQueue = (sessionId: string) => useQuery({ queryKey: queueKey(sessionId), queryFn: () => api.get<QueueView>(path`/sessions/${sessionId}/queue`) })

type Props = { sessionId: string; queue: QueueView; editing: string | undefined; onEdit: (id: string | undefined) => void; may: boolean }

/** The messages that wait, in order: to be changed, moved and taken back until a turn takes them. */
export function QueueList({ sessionId, queue, editing, onEdit, may }: Props) {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: ({ call }: { call: () => Promise<QueueView | undefined>; shown?: QueueView }) => call(),
    onMutate: ({ shown }) => {
      const before = client.getQueryData<QueueView>(queueKey(sessionId))
      if (shown) client.setQueryData(queueKey(sessionId), shown)
      return { before }
    },
    onSuccess: now => (now?.data ? client.setQueryData(queueKey(sessionId), now) : client.invalidateQueries({ queryKey: queueKey(sessionId) })),
    onError: (error, _, kept) => {
      client.setQueryData(queueKey(sessionId), kept?.before)
      toast(asProblem(error).code === 'conflict' ? t.moved : asProblem(error).title, { kind: 'failed' })
      void client.invalidateQueries({ queryKey: queueKey(sessionId) })
    },
  })
  if (queue.data.length === 0 && !queue.paused) return null
  const ids = queue.data.map(it => it.event_id)
  const reorder = (from: number, to: number) => {
    const moved = [...queue.data]
    moved.splice(to, 0, moved.splice(from, 1)[0]!)
    change.mutate({ call: () => api.post<QueueView>(path`/sessions/${sessionId}/queue/reorder`, { event_ids: moved.map(it => it.event_id) }), shown: { ...queue, data: moved } })
  }
  return (
    <section aria-label={t.queued(ids.length)} data-queue className="rounded-card border border-line bg-sunken">
      <header className="flex items-center gap-2 px-3 py-1 text-xs font-medium text-muted">
        <span className={queue.paused ? 'text-warn' : undefined}>{queue.paused ? t.paused(ids.length) : t.queued(ids.length)}</span>
        <span className="flex-1" />
        {may &&
          (queue.paused ? (
            <Button size="compact" kind="plain" icon={Play} busy={change.isPending} onClick={() => change.mutate({ call: () => api.post<QueueView>(path`/sessions/${sessionId}/queue/resume`) })}>
              {t.resume}
            </Button>
          ) : (
            <Button size="compact" kind="quiet" icon={Pause} onClick={() => change.mutate({ call: () => api.post<QueueView>(path`/sessions/${sessionId}/queue/pause`) })}>
              {t.pause}
            </Button>
          ))}
      </header>
      {queue.data.length > 0 && (
        <ol className="max-h-48 overflow-y-auto border-t border-line">
          {queue.data.map((it, i) => (
            <li key={it.event_id} className="flex items-center gap-2 border-b border-line px-3 py-1 text-sm last:border-b-0">
              <span className="nums w-4 shrink-0 font-mono text-2xs text-subtle">{i + 1}</span>
              {editing === it.event_id ? (
                <Edit
                  text={textOf(it)}
                  onCancel={() => onEdit(undefined)}
                  onSave={text => {
                    onEdit(undefined)
                    const content = [{ type: 'text', text }]
                    change.mutate({
                      call: () => api.put<QueueView>(path`/sessions/${sessionId}/queue/${it.event_id}`, { content }),
                      shown: { ...queue, data: queue.data.map(other => (other === it ? { ...it, content } : other)) },
                    })
                  }}
                />
              ) : (
                <>
                  <span className="min-w-0 flex-1 truncate" title={textOf(it)}>
                    <SafeText text={firstLine(textOf(it))} />
                  </span>
                  {it.steering && <Chip tone="accent">{t.steering}</Chip>}
                  {may && (
                    <span className="flex shrink-0 items-center">
                      <IconButton size="compact" icon={Pencil} label={t.editMessage} onClick={() => onEdit(it.event_id)} />
                      {i > 0 && <IconButton size="compact" icon={ArrowUp} label={t.up} onClick={() => reorder(i, i - 1)} />}
                      {i < ids.length - 1 && <IconButton size="compact" icon={ArrowDown} label={t.down} onClick={() => reorder(i, i + 1)} />}
                      {i > 0 && (
                        <IconButton
                          size="compact"
                          icon={SkipForward}
                          label={t.promote}
                          onClick={() =>
                            change.mutate({
                              call: () => api.post<QueueView>(path`/sessions/${sessionId}/queue/${it.event_id}/promote`),
                              shown: { ...queue, data: [it, ...queue.data.filter(other => other !== it)] },
                            })
                          }
                        />
                      )}
                      <IconButton
                        size="compact"
                        icon={X}
                        label={t.takeBack}
                        onClick={() =>
                          change.mutate({
                            call: () => api.delete(path`/sessions/${sessionId}/queue/${it.event_id}`),
                            shown: { ...queue, data: queue.data.filter(other => other !== it) },
                          })
                        }
                      />
                    </span>
                  )}
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Edit({ text, onSave, onCancel }: { text: string; onSave: (text: string) => void; onCancel: () => void }) {
  const [value, setValue] = useState(text)
  return (
    <form
      className="flex min-w-0 flex-1 flex-col gap-1.5 py-1"
      onSubmit={event => {
        event.preventDefault()
        if (value.trim()) onSave(value)
      }}
    >
      <TextArea
        autoFocus
        rows={3}
        aria-label={t.editMessage}
        value={value}
        onChange={event => setValue(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            onCancel()
          }
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
        }}
      />
      <span className="flex justify-end gap-1.5">
        <Button size="compact" kind="quiet" onClick={onCancel}>
          {common.cancel}
        </Button>
        <Button size="compact" kind="primary" type="submit">
          {common.save}
        </Button>
      </span>
    </form>
  )
}
