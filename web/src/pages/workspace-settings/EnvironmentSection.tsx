import { useQuery } from '@tanstack/react-query'
import { ask } from '@/api/query'
import { settings as t } from '@/strings/workspace-settings'
import { Chip } from '@/ui/Chip'
import { Field, Select, TextArea, TextInput } from '@/ui/Field'
import { Checkbox } from '@/ui/Switch'
import type { Config } from './config'
import type { SectionProps } from './sections'

export function EnvironmentSection({ config, onChange, problem, editable, workspace }: SectionProps) {
  const environment = config.environment
  const set = (change: Partial<Config['environment']>) => onChange({ ...config, environment: { ...environment, ...change } })
  const tiers = useQuery(ask.capabilities()).data?.environments ?? []
  const missing = (tier: string) => tiers.find(it => it.tier === tier && !it.available)
  const network = environment.network
  const kind = network === null ? '' : typeof network === 'string' ? network : 'allow'
  return (
    <>
      <InForce isolation={workspace.isolation} />
      <Field label={t.network} pointer="/environment/network" problem={problem}>
        <Select value={kind} onChange={event => set({ network: networkOf(event.target.value) })}>
          {Object.entries(t.networks).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {network !== null && typeof network === 'object' && (
        <Field label={t.allowed} hint={t.allowedHint} pointer="/environment/network/allow/0" problem={problem}>
          <TextArea mono value={network.allow.join('\n')} onChange={event => set({ network: { allow: lines(event.target.value) } })} />
        </Field>
      )}
      <Field label={t.isolation} pointer="/environment/min_isolation" problem={problem}>
        <Select value={environment.min_isolation ?? ''} onChange={event => set({ min_isolation: event.target.value || null })}>
          {Object.entries(t.isolations).map(([value, label]) => (
            <option key={value} value={value} disabled={missing(value) !== undefined}>
              {label}
              {missing(value) ? ` (${missing(value)?.reason ?? t.unavailable})` : ''}
            </option>
          ))}
        </Select>
      </Field>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
        <Field label={t.memory} hint={t.sizeHint} pointer="/environment/memory" problem={problem}>
          <TextInput mono value={environment.memory ?? ''} onChange={event => set({ memory: event.target.value || null })} />
        </Field>
        <Field label={t.disk} hint={t.sizeHint} pointer="/environment/disk" problem={problem}>
          <TextInput mono value={environment.disk ?? ''} onChange={event => set({ disk: event.target.value || null })} />
        </Field>
        <Field label={t.cpus} pointer="/environment/cpus" problem={problem}>
          <TextInput type="number" min={0.1} step={0.1} value={environment.cpus ?? ''} onChange={event => set({ cpus: event.target.value === '' ? null : event.target.valueAsNumber })} />
        </Field>
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="pb-1 text-sm font-medium">{t.accept}</legend>
        {Object.entries(t.accepted).map(([name, label]) => (
          <Checkbox
            key={name}
            label={label}
            disabled={!editable}
            checked={environment.accept_unenforced.includes(name)}
            onChange={on => set({ accept_unenforced: on ? [...environment.accept_unenforced, name] : environment.accept_unenforced.filter(it => it !== name) })}
          />
        ))}
      </fieldset>
    </>
  )
}

/** What the host really enforced at the newest start. */
function InForce({ isolation }: { isolation: SectionProps['workspace']['isolation'] }) {
  return (
    <div className="rounded-card border border-line bg-surface p-3 text-sm">
      <p className="pb-1 text-xs font-medium text-muted">{t.inForce}</p>
      {isolation === null ? (
        <p className="text-muted">{t.neverStarted}</p>
      ) : (
        <p className="flex flex-wrap items-center gap-1">
          <Chip tone="accent">{isolation.tier}</Chip>
          {isolation.enforced.map(it => (
            <Chip key={it} tone="ok" title={t.enforced}>
              {it}
            </Chip>
          ))}
          {isolation.not_enforced.map(it => (
            <Chip key={it} tone="warn">
              {it}: {t.notEnforced}
            </Chip>
          ))}
        </p>
      )}
    </div>
  )
}

const networkOf = (kind: string): Config['environment']['network'] => (kind === '' ? null : kind === 'allow' ? { allow: [] } : kind)
const lines = (text: string) => text.split('\n').map(it => it.trim())
