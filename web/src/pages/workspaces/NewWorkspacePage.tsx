import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { ask } from '@/api/query'
import { type ApiRequest, newKey, send } from '@/api/request'
import type { Capabilities, Workspace } from '@/api/types'
import { common } from '@/strings/common'
import { workspaces as t } from '@/strings/workspaces'
import { Button, IconButton } from '@/ui/Button'
import { CurlItems } from '@/ui/CurlMenu'
import { cx } from '@/ui/cx'
import { Field, Select, TextArea, TextInput } from '@/ui/Field'
import { Menu } from '@/ui/Menu'
import { ModelChoice } from '@/ui/ModelChoice'
import { ProgramChoice } from '@/ui/ProgramChoice'
import { Page } from '@/ui/Page'
import { Loaded, ProblemView } from '@/ui/states'
import { Switch } from '@/ui/Switch'
import { blank, bodyOf, type Draft, pointers, slugOf } from './draft'

/** One form, one screen; beside it exactly what will be sent. */
export default function NewWorkspacePage() {
  const capabilities = useQuery(ask.capabilities())
  return (
    <Page title={t.newTitle} crumbs={[{ label: t.title, to: '/workspaces' }]} width="wide">
      <Loaded from={capabilities}>{data => <Form capabilities={data} />}</Loaded>
    </Page>
  )
}

function Form({ capabilities }: { capabilities: Capabilities }) {
  const [draft, setDraft] = useState<Draft>(blank)
  const [key, setKey] = useState(newKey)
  const navigate = useNavigate()
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change })
    setKey(newKey())
  }
  const request: ApiRequest = { method: 'POST', path: '/workspaces', body: bodyOf(draft), idempotencyKey: key }
  const create = useMutation({
    mutationFn: () => send<Workspace>(request),
    onSuccess: ({ data }) => void navigate({ to: '/w/$slug', params: { slug: data.slug ?? data.id } }),
  })
  const problem = create.error ? asProblem(create.error) : null
  const elsewhere = problem && !problem.errors.some(it => pointers.includes(it.pointer))
  const tiers = capabilities.environments
  // An engine that this version lacks is not shown; what this host lacks is, with the reason.
  const engines = capabilities.engines.filter(it => it.available)
  return (
    <form
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_380px]"
      onSubmit={event => {
        event.preventDefault()
        if (!create.isPending) create.mutate()
      }}
    >
      <div className="flex flex-col gap-5">
        <p className="-mt-2 text-muted">{t.newLead}</p>
        <Field label={t.name} pointer="/name" problem={problem} hint={t.nameHint(draft.slug || slugOf(draft.name) || '…')}>
          <TextInput autoFocus required value={draft.name} maxLength={120} placeholder={t.nameExample} onChange={event => set({ name: event.target.value })} />
        </Field>
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-sm font-medium">{t.engineLabel}</legend>
          <div className="grid gap-2 md:grid-cols-3">
            {engines.map(it => (
              <label
                key={it.kind + (it.preset ?? '')}
                className={cx(
                  'flex flex-col gap-0.5 rounded-card border p-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
                  draft.engine === it.kind ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
                  'cursor-pointer',
                )}
              >
                <span className="flex items-center gap-2 font-medium">
                  <input type="radio" name="engine" value={it.kind} checked={draft.engine === it.kind} onChange={() => set({ engine: it.kind })} className="accent-(--accent)" />
                  {t.engineName[it.kind] ?? it.kind}
                </span>
                <span className="text-xs text-muted">{t.engineText[it.kind]}</span>
              </label>
            ))}
          </div>
          {problem?.at('/config/engine/kind') && <p className="text-xs text-bad">{problem.at('/config/engine/kind')}</p>}
        </fieldset>
        {draft.engine === 'model' && <ModelChoice provider={draft.provider} model={draft.model} onChange={set} base="/config" problem={problem} />}
        {draft.engine === 'acp' && <ProgramChoice engine={draft.program} onChange={program => set({ program })} base="/config" problem={problem} />}
        <Field label={t.prompt} hint={draft.engine === 'shell' ? t.promptHint : undefined} pointer="/config/prompt/text" problem={problem}>
          <TextArea rows={3} value={draft.prompt} placeholder={t.promptExample} onChange={event => set({ prompt: event.target.value })} />
        </Field>
        <Field label={t.isolationLabel} pointer="/config/environment/min_isolation" problem={problem}>
          <Select value={draft.isolation} onChange={event => set({ isolation: event.target.value })}>
            <option value="">{t.isolationBest}</option>
            {tiers.map(it => (
              <option key={it.tier} value={it.tier} disabled={!it.available}>
                {t.tier[it.tier] ?? it.tier}
                {it.available ? '' : ` (${t.unavailable(it.reason ?? '')})`}
              </option>
            ))}
          </Select>
        </Field>
        <details className="rounded-card border border-line bg-surface px-4 py-3 open:pb-4">
          <summary className="font-medium">{t.more}</summary>
          <div className="mt-3 grid gap-4 md:grid-cols-2">
            <Field label={t.preset} pointer="/config/permissions/preset" problem={problem} hint={t.presets[draft.preset]?.[1]}>
              <Select value={draft.preset} onChange={event => set({ preset: event.target.value })}>
                <option value="">{t.presetDefault}</option>
                {Object.entries(t.presets).map(([value, [name]]) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t.network} pointer="/config/environment/network" problem={problem}>
              <Select value={draft.network} onChange={event => set({ network: event.target.value })}>
                {Object.entries(t.networks).map(([value, name]) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t.memory} pointer="/config/environment/memory" problem={problem}>
              <TextInput mono value={draft.memory} placeholder="1Gi" onChange={event => set({ memory: event.target.value })} />
            </Field>
            <Field label={t.turn} pointer="/config/limits/turn" problem={problem} hint={t.turnHint}>
              <TextInput mono value={draft.turn} placeholder="PT1H" onChange={event => set({ turn: event.target.value })} />
            </Field>
            <Field label={t.slug} pointer="/slug" problem={problem} error={problem?.code === 'slug-taken' ? problem.title : undefined} hint={t.slugHint}>
              <TextInput mono value={draft.slug} placeholder={slugOf(draft.name)} onChange={event => set({ slug: event.target.value })} />
            </Field>
            <Field label={t.tags} pointer="/tags" problem={problem} hint={t.tagsHint}>
              <TextInput value={draft.tags} onChange={event => set({ tags: event.target.value })} />
            </Field>
            <Field label={t.description} pointer="/description" problem={problem} className="md:col-span-2">
              <TextArea rows={2} value={draft.description} onChange={event => set({ description: event.target.value })} />
            </Field>
            <Switch checked={draft.start} onChange={start => set({ start })} label={t.startNow} />
          </div>
        </details>
        {elsewhere && <ProblemView error={problem} onRetry={() => create.mutate()} />}
        <div className="flex items-center gap-2">
          <Button kind="primary" type="submit" busy={create.isPending}>
            {t.create}
          </Button>
          <Menu trigger={<IconButton icon={EllipsisVertical} label={common.more} />} align="start">
            <CurlItems request={request} />
          </Menu>
        </div>
      </div>
      <aside aria-label={t.sends} className="rounded-card border border-line bg-sunken lg:sticky lg:top-0">
        <div className="flex items-center justify-between border-b border-line px-3 py-1.5 text-xs font-medium text-muted">
          {t.sends}
          <code className="text-2xs">POST /api/v1/workspaces</code>
        </div>
        <pre tabIndex={0} className="overflow-x-auto p-3 text-xs leading-5">
          {JSON.stringify(request.body, null, 2)}
        </pre>
      </aside>
    </form>
  )
}
