import { ArrowUp, Plus, X } from 'lucide-react'
import { settings as t } from '@/strings/workspace-settings'
import { Button, IconButton } from '@/ui/Button'
import { Field, Select, TextInput } from '@/ui/Field'
import type { Config, Rule } from './config'
import type { SectionProps } from './sections'

export function PermissionsSection({ config, onChange, problem, editable }: SectionProps) {
  const permissions = config.permissions
  const set = (change: Partial<Config['permissions']>) => onChange({ ...config, permissions: { ...permissions, ...change } })
  const rules = permissions.rules
  const edit = (index: number, rule: Rule) => set({ rules: rules.map((it, i) => (i === index ? rule : it)) })
  return (
    <>
      <Field label={t.preset} pointer="/permissions/preset" problem={problem}>
        <Select value={permissions.preset ?? ''} onChange={event => set({ preset: event.target.value || null })}>
          {Object.entries(t.presets).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex flex-col gap-2">
        <h3 className="text-sm font-medium">{t.rules}</h3>
        {rules.length === 0 && <p className="text-sm text-muted">{t.noRules}</p>}
        <ol className="flex flex-col gap-2">
          {rules.map((rule, i) => (
            <li key={i} className="flex flex-wrap items-start gap-2 md:flex-nowrap">
              <span className="nums w-5 pt-1.5 text-right font-mono text-2xs text-subtle">{i + 1}</span>
              <Field label={<span className="sr-only">{t.ruleTool}</span>} pointer={`/permissions/rules/${i}/tool`} problem={problem} className="min-w-24 flex-1 md:w-24 md:flex-none">
                <TextInput mono value={rule.tool} placeholder={t.ruleTool} onChange={event => edit(i, { ...rule, tool: event.target.value })} />
              </Field>
              <Field label={<span className="sr-only">{t.ruleMatch}</span>} pointer={`/permissions/rules/${i}/match`} problem={problem} className="order-last w-full pl-7 md:order-none md:w-auto md:min-w-0 md:flex-1 md:pl-0">
                <TextInput mono value={rule.match ?? ''} placeholder={t.ruleMatchHint} onChange={event => edit(i, withMatch(rule, event.target.value))} />
              </Field>
              <Field label={<span className="sr-only">{t.ruleDecision}</span>} pointer={`/permissions/rules/${i}/decision`} problem={problem} className="w-20">
                <Select value={rule.decision} onChange={event => edit(i, { ...rule, decision: event.target.value })}>
                  {Object.entries(t.decisions).map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </Select>
              </Field>
              {editable && (
                <>
                  <IconButton icon={ArrowUp} label={t.ruleUp(i + 1)} disabled={i === 0} onClick={() => set({ rules: up(rules, i) })} />
                  <IconButton icon={X} label={t.removeRule(i + 1)} onClick={() => set({ rules: rules.filter((_, other) => other !== i) })} />
                </>
              )}
            </li>
          ))}
        </ol>
        {editable && (
          <Button size="compact" icon={Plus} className="self-start" onClick={() => set({ rules: [...rules, { tool: 'bash', decision: 'ask' }] })}>
            {t.addRule}
          </Button>
        )}
      </div>
      <Field label={t.onUnattendedAsk} pointer="/permissions/on_unattended_ask" problem={problem}>
        <Select value={permissions.on_unattended_ask} onChange={event => set({ on_unattended_ask: event.target.value })}>
          {Object.entries(t.unattended).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </>
  )
}

/** A rule without a match is one that matches anything; an empty match would match nothing. */
function withMatch(rule: Rule, match: string): Rule {
  const { match: _, ...rest } = rule
  return match === '' ? rest : { ...rest, match }
}

const up = (rules: readonly Rule[], index: number): Rule[] => rules.toSpliced(index - 1, 2, rules[index]!, rules[index - 1]!)
