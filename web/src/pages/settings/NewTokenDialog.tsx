import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { ask, useMe } from '@/api/query'
import { newKey, send } from '@/api/request'
import { common } from '@/strings/common'
import { own as t } from '@/strings/settings'
import { Button } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Field, Select, TextInput } from '@/ui/Field'
import { ProblemView } from '@/ui/states'
import { Checkbox, Switch } from '@/ui/Switch'
import { SecretOnce } from './SecretOnce'
import { emptyDraft, lives, type MadeToken, newToken, scopeGroups, type TokenDraft } from './tokens'

/** Asks what a token shall be, then shows it for the only time. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<TokenDraft>(emptyDraft)
  // What is meant once is sent once: a repeat after a broken connection has the same key and the same end.
  const [intention, setIntention] = useState(() => ({ key: newKey(), at: Date.now() }))
  const set = (change: Partial<TokenDraft>) => {
    setDraft({ ...draft, ...change })
    setIntention({ key: newKey(), at: Date.now() })
  }
  const make = useMutation({
    mutationFn: async () => (await send<MadeToken>(newToken(draft, intention.at, intention.key))).data,
    onSuccess: () => client.invalidateQueries({ queryKey: ['service-tokens'] }),
  })
  if (make.data) return <SecretOnce made={make.data} onClose={onClose} />
  const problem = make.error ? asProblem(make.error) : undefined
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={t.newToken}
      width="wide"
      actions={
        <>
          <CurlMenu request={() => newToken(draft, Date.now())} />
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
        <div className="grid gap-4 md:grid-cols-[1fr_180px]">
          <Field label={t.tokenName} hint={t.tokenNameHint} pointer="/name" problem={problem}>
            <TextInput value={draft.name} maxLength={100} autoFocus onChange={event => set({ name: event.target.value })} />
          </Field>
          <Field label={t.life} pointer="/expires_at" problem={problem}>
            <Select value={draft.days} onChange={event => set({ days: Number(event.target.value) })}>
              {lives.map(it => (
                <option key={it} value={it}>
                  {t.lives[it]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Scopes draft={draft} set={set} error={problem?.errors.find(it => it.pointer.startsWith('/scopes'))?.detail} />
        <Workspaces draft={draft} set={set} error={problem?.errors.find(it => it.pointer.startsWith('/workspace_ids'))?.detail} />
        {problem && problem.errors.length === 0 && <ProblemView error={problem} compact />}
      </form>
    </Dialog>
  )
}

type PartProps = { draft: TokenDraft; set: (change: Partial<TokenDraft>) => void; error: string | undefined }

const Wrong = ({ text }: { text: string | undefined }) =>
  text ? (
    <p role="alert" className="text-xs text-bad">
      {text}
    </p>
  ) : null

const toggled = (set: ReadonlySet<string>, value: string, there: boolean) => {
  const next = new Set(set)
  if (there) next.add(value)
  else next.delete(value)
  return next
}

function Scopes({ draft, set, error }: PartProps) {
  const held = useMe().data?.scopes ?? []
  const all = draft.scopes.has('admin')
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-sm font-medium">{t.mayWhat}</legend>
      <p className="text-xs text-muted">{t.mayHint}</p>
      <Wrong text={error} />
      {held.includes('admin') && (
        <Switch checked={all} label={t.all} hint={t.allHint} onChange={it => set({ scopes: it ? new Set(['admin']) : emptyDraft.scopes })} />
      )}
      {!all && (
        <div className="grid gap-x-6 gap-y-3 md:grid-cols-2">
          {scopeGroups(held).map(([group, scopes]) => (
            <div key={group} role="group" aria-label={t.scopeGroups[group] ?? group}>
              <p aria-hidden className="mb-0.5 text-xs font-medium text-muted">
                {t.scopeGroups[group] ?? group}
              </p>
              {scopes.map(it => (
                <Checkbox
                  key={it}
                  checked={draft.scopes.has(it)}
                  label={t.scopes[it] ?? it}
                  hint={<code className="text-2xs">{it}</code>}
                  onChange={there => set({ scopes: toggled(draft.scopes, it, there) })}
                />
              ))}
            </div>
          ))}
        </div>
      )}
    </fieldset>
  )
}

function Workspaces({ draft, set, error }: PartProps) {
  const list = useQuery(ask.workspaces())
  const chosen = draft.workspaces
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-sm font-medium">{t.where}</legend>
      <Wrong text={error} />
      <Switch checked={chosen === undefined} label={t.whereAll} onChange={it => set({ workspaces: it ? undefined : new Set() })} />
      {chosen !== undefined && (
        <div role="group" aria-label={t.whereSome} className="flex max-h-40 flex-col overflow-y-auto rounded-control border border-line px-3 py-2">
          {(list.data?.data ?? []).map(it => (
            <Checkbox
              key={it.id}
              checked={chosen.has(it.id)}
              label={it.name ?? it.id}
              hint={it.slug ? <code className="text-2xs">{it.slug}</code> : undefined}
              onChange={there => set({ workspaces: toggled(chosen, it.id, there) })}
            />
          ))}
          {list.data?.data.length === 0 && <p className="text-sm text-muted">{t.whereNone}</p>}
        </div>
      )}
    </fieldset>
  )
}
