import type { Spec, Task } from '@/api/automation'
import { automation as t } from '@/strings/automation'

/** A rule in words, as far as there are words for it. */
export function sentence(spec: Spec): string {
  if (spec.cron) {
    const known = t.presets.find(it => it.cron === spec.cron)?.label
    return [known ?? calendar(spec.cron), spec.time_zone && t.inZone(spec.time_zone)].filter(Boolean).join(' ')
  }
  if (spec.every) return `${t.every} ${span(spec.every)}`
  return spec.at ? `${t.once}, ${new Date(spec.at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}` : ''
}

const plain = /^\d{1,2}$/
const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** One time of day on some days of the week; everything else stays the expression that it is. */
function calendar(cron: string): string {
  const [minute = '', hour = '', day, month, weekday = '', ...more] = cron.trim().split(/\s+/)
  if (more.length > 0 || day !== '*' || month !== '*' || !plain.test(minute)) return cron
  const days = weekdays(weekday)
  if (days === undefined) return cron
  if (hour === '*' && weekday === '*') return t.hourly(minute.padStart(2, '0'))
  return plain.test(hour) ? t.atTime(days, `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`) : cron
}

function weekdays(field: string): string | undefined {
  if (field === '*') return t.everyDay
  const numbered = field.toUpperCase().replace(/[A-Z]{3}/g, it => String(names.indexOf(it)))
  if (numbered === '1-5') return t.weekdays
  const listed = numbered.split(',').map(it => t.dayNames[Number(it) % 7])
  return /^[0-7](,[0-7])*$/.test(numbered) ? listed.join(', ') : undefined
}

/** An ISO 8601 duration such as PT6H or P1DT30M; what is none stays as it is. */
function span(iso: string): string {
  const [, days, hours, minutes, seconds] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso) ?? []
  const parts = [days && `${days} d`, hours && `${hours} h`, minutes && `${minutes} min`, seconds && `${seconds} s`].filter(Boolean)
  return parts.length > 0 ? parts.join(' ') : iso
}

/** What a schedule asks, in words: its own, or the name of what it refers to. */
export const taskWords = ({ prompt, prompt_id, version, command, variables }: Task): string =>
  prompt ?? (command ? [`/${command}`, ...Object.entries(variables ?? {}).map(([name, value]) => `${name}=${value}`)].join(' ') : [prompt_id, version && `v${version}`].filter(Boolean).join(' '))
