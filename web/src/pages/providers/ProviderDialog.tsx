import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import type { Provider, Trial } from '@/api/providers'
import { newKey, path, send } from '@/api/request'
import { common } from '@/strings/common'
import { providers as t } from '@/strings/providers'
import { Button, IconButton } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Field, Select, TextInput } from '@/ui/Field'
import { PasswordInput } from '@/ui/PasswordInput'
import { ProblemView } from '@/ui/states'
import { Switch } from '@/ui/Switch'
import { toast } from '@/ui/Toast'
import { type Draft, draftOf, type ModelRow, requestOf } from './draft'
import { TrialView } from './TrialView'

const preset = (key: string): Draft => {
  const { name, wire, url } = t.presets[key]!
  return { name, wire, url, key: '', shared: true, models: [] }
}

/** One provider: saved, then asked whether it answers. It stays saved if it doesn't, and says why. */
export function ProviderDialog({ provider, onClose }: { provider: Provider | undefined; onClose: () => void }) {
  const client = useQueryClient()
  const [kind, setKind] = useState('anthropic')
  const [stored, setStored] = useState(provider)
  const [draft, setDraft] = useState<Draft>(() => (provider ? draftOf(provider) : preset('anthropic')))
  const [key, setKey] = useState(newKey)
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change })
    setKey(newKey())
  }
  const save = useMutation({
    mutationFn: async () => {
      const { data } = await send<Provider>(requestOf(draft, stored, key))
      setStored(data)
      setDraft(draftOf(data))
      void client.invalidateQueries({ queryKey: ['providers'] })
      void client.invalidateQueries({ queryKey: ['provider-models', data.id] })
      const model = data.models[0]?.name
      return (await send<Trial>({ method: 'POST', path: path`/providers/${data.id}/test`, body: model ? { model } : {} })).data
    },
    onSuccess: trial => {
      if (!trial.ok) return
      toast(t.answered(draft.name, trial.latency_ms))
      onClose()
    },
  })
  const problem = save.error ? asProblem(save.error) : undefined
  const moved = stored?.has_key === true && draft.url !== stored.base_url
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={stored ? t.editTitle(stored.name) : t.fresh}
      width="wide"
      actions={
        <>
          <CurlMenu request={() => requestOf({ ...draft, key: draft.key && '…' }, stored)} />
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" busy={save.isPending} onClick={() => save.mutate()}>
            {t.save}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          if (!save.isPending) save.mutate()
        }}
      >
        {!stored && (
          <Field label={t.kind}>
            <Select
              value={kind}
              onChange={event => {
                setKind(event.target.value)
                set({ ...preset(event.target.value), key: draft.key, shared: draft.shared })
              }}
            >
              {Object.entries(t.presets).map(([value, it]) => (
                <option key={value} value={value}>
                  {it.label}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <div className="grid gap-4 md:grid-cols-2">
          <Field label={t.name} pointer="/name" problem={problem}>
            <TextInput value={draft.name} maxLength={100} onChange={event => set({ name: event.target.value })} />
          </Field>
          <Field label={t.wire} pointer="/wire" problem={problem}>
            <Select value={draft.wire} onChange={event => set({ wire: event.target.value })}>
              {Object.entries(t.wires).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Field label={t.address} pointer="/base_url" problem={problem} hint={moved ? t.addressChanged : undefined}>
          <TextInput mono value={draft.url} placeholder="https://" onChange={event => set({ url: event.target.value })} />
        </Field>
        <Field label={t.key} pointer="/api_key" problem={problem} hint={stored?.has_key && !moved ? t.keyKept : t.keyHint}>
          <PasswordInput value={draft.key} autoComplete="off" onChange={event => set({ key: event.target.value })} />
        </Field>
        <Models rows={draft.models} onChange={models => set({ models })} error={problem?.errors.find(it => /^\/(models|prices)/.test(it.pointer))?.detail} />
        <Switch checked={draft.shared} onChange={shared => set({ shared })} label={t.shared} hint={t.sharedHint} />
        {problem && problem.errors.length === 0 && <ProblemView error={problem} compact />}
        {save.data && !save.data.ok && (
          <div role="alert" className="flex flex-col gap-1 rounded-control bg-warn-soft px-3 py-2 text-sm text-warn">
            <span className="font-medium">{t.savedNotAnswered}</span>
            <TrialView trial={save.data} />
          </div>
        )}
      </form>
    </Dialog>
  )
}

function Models({ rows, onChange, error }: { rows: ModelRow[]; onChange: (rows: ModelRow[]) => void; error: string | undefined }) {
  const edit = (index: number, change: Partial<ModelRow>) => onChange(rows.map((it, i) => (i === index ? { ...it, ...change } : it)))
  const label = (text: string) => <span className="sr-only">{text}</span>
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-sm font-medium">{t.models}</legend>
      <p className="text-xs text-muted">{t.modelsHint}</p>
      {error && (
        <p role="alert" className="text-xs text-bad">
          {error}
        </p>
      )}
      {rows.map((it, i) => (
        <div key={i} className="flex items-start gap-2">
          <Field label={label(t.model)} className="min-w-0 flex-1">
            <TextInput mono value={it.name} placeholder={t.model} onChange={event => edit(i, { name: event.target.value })} />
          </Field>
          <Field label={label(`${t.input} ${it.name}`)} className="w-20">
            <TextInput mono inputMode="decimal" value={it.input} placeholder={t.input} onChange={event => edit(i, { input: event.target.value })} />
          </Field>
          <Field label={label(`${t.output} ${it.name}`)} className="w-20">
            <TextInput mono inputMode="decimal" value={it.output} placeholder={t.output} onChange={event => edit(i, { output: event.target.value })} />
          </Field>
          <IconButton icon={X} label={t.removeModel(it.name)} onClick={() => onChange(rows.filter((_, other) => other !== i))} />
        </div>
      ))}
      <Button size="compact" icon={Plus} className="self-start" onClick={() => onChange([...rows, { name: '', input: '', output: '' }])}>
        {t.addModel}
      </Button>
    </fieldset>
  )
}
