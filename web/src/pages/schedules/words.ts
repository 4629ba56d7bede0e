import type { Spec, Task } from '@/api/automation'
import { automation as t } from '@/strings/automation'

/** A rule in words, as far as there are words for it. */
export function sentence(spec: Spec): string {
  if (spec.cron) {
    const known = t.presets.find(it => it.cron === spec.cron)?.label
    return [known ?? spec.cron, spec.time_zone && t.inZone(spec.time_zone)].filter(Boolean).join(' ')
  }
  if (spec.every) return `${t.every} ${spec.every}`
  return spec.at ? `${t.once}, ${new Date(spec.at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}` : ''
}

/** What a schedule asks, in words: its own, or the name of what it refers to. */
export const taskWords = ({ prompt, prompt_id, version, command, variables }: Task): string =>
  prompt ?? (command ? [`/${command}`, ...Object.entries(variables ?? {}).map(([name, value]) => `${name}=${value}`)].join(' ') : [prompt_id, version && `v${version}`].filter(Boolean).join(' '))
