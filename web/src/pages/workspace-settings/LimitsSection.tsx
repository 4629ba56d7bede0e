import { settings as t } from '@/strings/workspace-settings'
import { Field, TextInput } from '@/ui/Field'
import type { Config } from './config'
import type { SectionProps } from './sections'

export function LimitsSection({ config, onChange, problem }: SectionProps) {
  const limits = config.limits
  const set = (change: Partial<Config['limits']>) => onChange({ ...config, limits: { ...limits, ...change } })
  const count = (name: 'concurrent_turns' | 'queued_turns' | 'steps', label: string) => (
    <Field label={label} pointer={`/limits/${name}`} problem={problem}>
      <TextInput type="number" min={0} step={1} value={Number.isNaN(limits[name]) ? '' : limits[name]} onChange={event => set({ [name]: event.target.valueAsNumber })} />
    </Field>
  )
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      {count('concurrent_turns', t.concurrentTurns)}
      {count('queued_turns', t.queuedTurns)}
      <Field label={t.turn} hint={t.durationHint} pointer="/limits/turn" problem={problem}>
        <TextInput mono value={limits.turn} onChange={event => set({ turn: event.target.value })} />
      </Field>
      <Field label={t.tool} hint={t.durationHint} pointer="/limits/tool" problem={problem}>
        <TextInput mono value={limits.tool} onChange={event => set({ tool: event.target.value })} />
      </Field>
      {count('steps', t.steps)}
      <Field label={t.budget} hint={t.budgetHint} pointer="/limits/budget_usd" problem={problem}>
        <TextInput mono inputMode="decimal" value={limits.budget_usd ?? ''} onChange={event => set({ budget_usd: event.target.value || null })} />
      </Field>
    </div>
  )
}
