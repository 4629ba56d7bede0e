import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Subscription } from '@/api/outbound'
import { asProblem } from '@/api/problem'
import { type ApiRequest, newKey, path, send } from '@/api/request'
import { common } from '@/strings/common'
import { outbound as t } from '@/strings/outbound'
import { Button } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Field, TextArea, TextInput } from '@/ui/Field'
import { ProblemView } from '@/ui/states'
import { CopyButton } from '@/ui/values'

const lines = (text: string) => text.split('\n').map(it => it.trim()).filter(Boolean)

/** Where to send what; then its secret, once. An answer that was lost and is given again has none. */
export function NewSubscriptionDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState('session.turn_finished')
  const [key, setKey] = useState(newKey)
  const edit = (change: () => void) => {
    change()
    setKey(newKey())
  }
  const request: ApiRequest = { method: 'POST', path: '/subscriptions', body: { url: url.trim(), events: lines(events) } }
  const make = useMutation({
    mutationFn: async () => (await send<Subscription>({ ...request, idempotencyKey: key })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: ['subscriptions'] }),
  })
  const made = make.data
  const problem = make.error ? asProblem(make.error) : null
  const done = () => {
    onClose()
    if (made) void navigate({ to: '/automation/subscriptions/$id', params: { id: made.id } })
  }
  if (made) {
    return (
      <Dialog
        open
        onOpenChange={open => !open && done()}
        title={made.secret ? t.secretTitle : t.secretLost}
        description={made.secret ? t.secretText : t.secretLostText}
        actions={
          <>
            {!made.secret && <CurlMenu request={{ method: 'PATCH', path: path`/subscriptions/${made.id}`, body: { secrets: ['whsec_…'] } }} />}
            <Button kind="primary" onClick={done}>
              {made.secret ? t.secretSeen : t.toSubscription}
            </Button>
          </>
        }
      >
        {made.secret && <Secret text={made.secret} />}
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={t.make}
      actions={
        <>
          <CurlMenu request={request} />
          <span className="flex-1" />
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" busy={make.isPending} onClick={() => make.mutate()}>
            {t.create}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t.url} hint={t.urlHint} pointer="/url" problem={problem}>
          <TextInput mono value={url} maxLength={2048} placeholder="https://" onChange={event => edit(() => setUrl(event.target.value))} />
        </Field>
        <Field label={t.events} hint={t.eventsHint} error={problem?.errors.find(it => it.pointer.startsWith('/events'))?.detail}>
          <TextArea mono value={events} onChange={event => edit(() => setEvents(event.target.value))} />
        </Field>
        <div className="flex flex-wrap gap-1.5">
          {t.suggestions.map(it => (
            <Button key={it} size="compact" onClick={() => edit(() => setEvents(lines(events).includes(it) ? events : [...lines(events), it].join('\n')))}>
              {it}
            </Button>
          ))}
        </div>
        {problem && problem.errors.length === 0 && <ProblemView error={problem} compact />}
      </div>
    </Dialog>
  )
}

export const Secret = ({ text }: { text: string }) => (
  <span className="flex items-center gap-1 rounded-control border border-line bg-sunken py-0.5 pr-1 pl-2.5 font-mono text-code break-all">
    <span className="min-w-0 flex-1">{text}</span>
    <CopyButton text={text} />
  </span>
)
