import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Problem } from '@/api/problem'
import { ask } from '@/api/query'
import type { Workspace } from '@/api/types'
import { settings as t } from '@/strings/workspace-settings'
import { Button, IconButton } from '@/ui/Button'
import { Field, Select, TextArea, TextInput } from '@/ui/Field'
import { ModelChoice } from '@/ui/ModelChoice'
import { ProgramChoice, type ProgramEngine } from '@/ui/ProgramChoice'
import { Switch } from '@/ui/Switch'
import type { Config } from './config'

export type SectionProps = { config: Config; onChange: (next: Config) => void; problem: Problem | undefined; editable: boolean; workspace: Workspace }

export function EngineSection({ config, onChange, problem, editable }: SectionProps) {
  const capabilities = useQuery(ask.capabilities()).data
  const engines = capabilities?.engines ?? []
  const known = engines.some(it => it.kind === config.engine.kind)
  return (
    <>
      <Field label={t.engineKind} pointer="/engine/kind" problem={problem} hint={t.engineHint[config.engine.kind]}>
        <Select value={config.engine.kind} onChange={event => onChange({ ...config, engine: event.target.value === 'acp' ? { kind: 'acp', preset: 'claude-code' } : { kind: event.target.value }, model: event.target.value === 'model' ? config.model : null })}>
          {!known && <option value={config.engine.kind}>{config.engine.kind}</option>}
          {engines.map(it => (
            <option key={it.kind} value={it.kind} disabled={!it.available}>
              {it.kind}
              {it.available ? '' : ` (${it.reason ?? t.unavailable})`}
            </option>
          ))}
        </Select>
      </Field>
      {config.engine.kind === 'model' && (
        <ModelChoice
          provider={String(config.engine.provider ?? '')}
          model={config.model?.name ?? ''}
          onChange={change => {
            const engine = change.provider === undefined ? config.engine : { ...config.engine, provider: change.provider }
            const model = change.model === undefined ? config.model : { ...config.model, name: change.model }
            onChange({ ...config, engine, model })
          }}
          problem={problem}
        />
      )}
      {config.engine.kind === 'acp' && (
        <ProgramChoice
          engine={config.engine as ProgramEngine}
          onChange={program => onChange({ ...config, engine: { kind: 'acp', ...program, ...(config.engine.env ? { env: config.engine.env } : {}) } })}
          problem={problem}
        />
      )}
      <Switch checked={config.auto_start} onChange={auto_start => onChange({ ...config, auto_start })} label={t.autoStart} hint={t.autoStartHint} disabled={!editable} />
    </>
  )
}

export function PromptSection({ config, onChange, problem }: SectionProps) {
  return (
    <Field label={t.promptText} pointer="/prompt/text" problem={problem}>
      <TextArea mono rows={14} value={config.prompt.text ?? ''} onChange={event => onChange({ ...config, prompt: { text: event.target.value } })} />
    </Field>
  )
}

/** Rows keep their order and may be half typed: the configuration holds only those with a name. */
export function VariablesSection({ config, onChange, problem, editable }: SectionProps) {
  const [rows, setRows] = useState<[string, string][]>(() => Object.entries(config.variables))
  const held = Object.fromEntries(rows.filter(([name]) => name !== ''))
  const shown = JSON.stringify(held) === JSON.stringify(config.variables) ? rows : Object.entries(config.variables)
  const put = (next: [string, string][]) => {
    setRows(next)
    onChange({ ...config, variables: Object.fromEntries(next.filter(([name]) => name !== '')) })
  }
  const edit = (index: number, row: [string, string]) => put(shown.map((it, i) => (i === index ? row : it)))
  return (
    <div className="flex flex-col gap-2">
      {shown.length === 0 && <p className="text-sm text-muted">{t.noVariables}</p>}
      {shown.map(([name, value], i) => (
        <div key={i} className="flex items-start gap-2">
          <Field label={<span className="sr-only">{t.variableName}</span>} pointer={`/variables/${name}`} problem={problem} className="w-2/5">
            <TextInput mono value={name} placeholder={t.variableName} onChange={event => edit(i, [event.target.value, value])} />
          </Field>
          <Field label={<span className="sr-only">{t.variableValue}</span>} className="flex-1">
            <TextInput mono value={value} placeholder={t.variableValue} onChange={event => edit(i, [name, event.target.value])} />
          </Field>
          {editable && <IconButton icon={X} label={t.removeVariable(name)} onClick={() => put(shown.filter((_, other) => other !== i))} />}
        </div>
      ))}
      {editable && (
        <Button size="compact" icon={Plus} className="self-start" onClick={() => setRows([...shown, ['', '']])}>
          {t.addVariable}
        </Button>
      )}
    </div>
  )
}
