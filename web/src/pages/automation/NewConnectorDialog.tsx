import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Dices } from 'lucide-react'
import { useState } from 'react'
import type { Connector } from '@/api/automation'
import { asProblem } from '@/api/problem'
import { useFeature } from '@/api/query'
import { type ApiRequest, newKey, send } from '@/api/request'
import { automation as t } from '@/strings/automation'
import { common } from '@/strings/common'
import { Button, IconButton } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Field, Select, TextArea, TextInput } from '@/ui/Field'
import { ProblemView } from '@/ui/states'
import { CopyButton } from '@/ui/values'

type Draft = { kind: string; name: string; sources: string; types: string; scheme: string; secret: string; header: string; prefix: string; encoding: string; token: string }

const lines = (text: string) => text.split('\n').map(it => it.trim()).filter(Boolean)

function bodyOf(draft: Draft): Record<string, unknown> {
  if (draft.kind === 'kafka') return { kind: 'kafka', name: draft.name.trim(), sources: lines(draft.sources), types: lines(draft.types) }
  if (draft.kind === 'slack') return { kind: 'slack', name: draft.name.trim(), secrets: [draft.secret], ...(draft.token ? { bot_token: draft.token } : {}) }
  return {
    kind: 'webhook',
    name: draft.name.trim(),
    scheme: draft.scheme,
    ...(draft.scheme === 'none' ? { allow_unsigned: true } : { secrets: [draft.secret] }),
    ...(draft.scheme === 'hmac' ? { header: draft.header.trim(), encoding: draft.encoding, ...(draft.prefix ? { prefix: draft.prefix } : {}) } : {}),
  }
}

/** Where events come from. The secret is copied from here to the sender, and seen nowhere again. */
export function NewConnectorDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const webhooks = useFeature('webhooks')
  const [draft, setDraft] = useState<Draft>({ kind: '', name: '', sources: '', types: '', scheme: 'github', secret: '', header: 'X-Signature', prefix: '', encoding: 'hex', token: '' })
  const [key, setKey] = useState(newKey)
  const kind = draft.kind || (webhooks ? 'webhook' : 'kafka')
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change })
    setKey(newKey())
  }
  const request = (hidden = false): ApiRequest => ({ method: 'POST', path: '/connectors', body: bodyOf({ ...draft, kind, secret: hidden ? '…' : draft.secret, token: hidden && draft.token ? '…' : draft.token }), idempotencyKey: key })
  const make = useMutation({
    mutationFn: async () => (await send<Connector>(request())).data,
    onSuccess: data => {
      void client.invalidateQueries({ queryKey: ['connectors'] })
      void navigate({ to: '/automation/connectors/$id', params: { id: data.id } })
    },
  })
  const problem = make.error ? asProblem(make.error) : undefined
  const kinds = Object.entries(t.connectorKinds).filter(([value]) => value === 'kafka' || webhooks)
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={t.newConnector}
      width="wide"
      actions={
        <>
          <CurlMenu request={() => request(true)} />
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" busy={make.isPending} onClick={() => make.mutate()}>
            {t.create}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          if (!make.isPending) make.mutate()
        }}
      >
        <Field label={t.kind} pointer="/kind" problem={problem}>
          <Select value={kind} onChange={event => set({ kind: event.target.value })}>
            {kinds.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.name} pointer="/name" problem={problem}>
          <TextInput value={draft.name} maxLength={100} autoFocus onChange={event => set({ name: event.target.value })} />
        </Field>
        {kind === 'kafka' ? (
          <div className="grid gap-4 md:grid-cols-2">
            <Field label={t.sources} hint={t.sourcesHint} pointer="/sources" problem={problem} error={problem?.errors.find(it => it.pointer.startsWith('/sources'))?.detail}>
              <TextArea mono rows={3} value={draft.sources} placeholder="/ci/" onChange={event => set({ sources: event.target.value })} />
            </Field>
            <Field label={t.types} hint={t.typesHint} pointer="/types" problem={problem}>
              <TextArea mono rows={3} value={draft.types} placeholder="build.failed" onChange={event => set({ types: event.target.value })} />
            </Field>
          </div>
        ) : kind === 'slack' ? (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t.signingSecret} hint={t.signingSecretHint} pointer="/secrets" problem={problem} error={problem?.errors.find(it => it.pointer.startsWith('/secrets'))?.detail}>
              <TextInput mono value={draft.secret} maxLength={500} onChange={event => set({ secret: event.target.value })} />
            </Field>
            <Field label={t.botToken} hint={t.botTokenHint} pointer="/bot_token" problem={problem}>
              <TextInput mono value={draft.token} maxLength={512} onChange={event => set({ token: event.target.value })} />
            </Field>
          </div>
        ) : (
          <>
            <Field label={t.scheme} pointer="/scheme" problem={problem}>
              <Select value={draft.scheme} onChange={event => set({ scheme: event.target.value })}>
                {Object.entries(t.schemes).map(([value, name]) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
            {draft.scheme === 'hmac' && (
              <div className="grid gap-4 md:grid-cols-3">
                <Field label={t.header} pointer="/header" problem={problem}>
                  <TextInput mono value={draft.header} onChange={event => set({ header: event.target.value })} />
                </Field>
                <Field label={t.prefix} pointer="/prefix" problem={problem}>
                  <TextInput mono value={draft.prefix} placeholder="sha256=" onChange={event => set({ prefix: event.target.value })} />
                </Field>
                <Field label={t.encoding} pointer="/encoding" problem={problem}>
                  <Select value={draft.encoding} onChange={event => set({ encoding: event.target.value })}>
                    <option value="hex">hex</option>
                    <option value="base64">base64</option>
                  </Select>
                </Field>
              </div>
            )}
            {draft.scheme !== 'none' && (
              <div className="flex items-start gap-1">
                <Field label={t.secret} hint={t.secretHint} pointer="/secrets" problem={problem} error={problem?.errors.find(it => it.pointer.startsWith('/secrets'))?.detail} className="min-w-0 flex-1">
                  <TextInput mono value={draft.secret} maxLength={500} onChange={event => set({ secret: event.target.value })} />
                </Field>
                <span className="flex pt-6">
                  <IconButton icon={Dices} label={t.makeSecret} onClick={() => set({ secret: newSecret(draft.scheme) })} />
                  {draft.secret && <CopyButton text={draft.secret} />}
                </span>
              </div>
            )}
          </>
        )}
        {problem && problem.errors.length === 0 && <ProblemView error={problem} compact />}
      </form>
    </Dialog>
  )
}

/** 32 random bytes, in the form that the scheme wants. */
function newSecret(scheme: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const base64 = btoa(String.fromCharCode(...bytes))
  return scheme === 'standard-webhooks' || scheme === 'stripe' ? `whsec_${base64}` : base64.replace(/[+/=]/g, '')
}
