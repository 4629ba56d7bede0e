import { useState } from 'react'
import type { Problem } from '@/api/problem'
import { programs as t } from '@/strings/programs'
import { Field, Select, TextArea } from './Field'
import { partsOf, shownAs } from './parts'

export type ProgramEngine = { preset?: string; command?: string[] }

type Props = {
  engine: ProgramEngine
  onChange: (engine: ProgramEngine) => void
  /** Before the pointers of these fields: `/config` where the configuration is a part of what is sent. */
  base?: string
  problem: Problem | undefined | null
}

/** Which agent program works: one that is known by name, or any by its command. */
export function ProgramChoice({ engine, onChange, base = '', problem }: Props) {
  const command = engine.command ?? []
  const [typed, setTyped] = useState('')
  const own = engine.preset === undefined
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t.program} pointer={`${base}/engine/preset`} problem={problem} error={problem?.at(`${base}/engine`) ?? undefined} hint={own ? undefined : t.presetHint}>
        <Select value={own ? '' : engine.preset} onChange={event => onChange(event.target.value ? { preset: event.target.value } : { command })}>
          {Object.entries(t.presets).map(([name, shown]) => (
            <option key={name} value={name}>
              {shown}
            </option>
          ))}
          <option value="">{t.own}</option>
        </Select>
      </Field>
      {own && (
        <Field label={t.command} pointer={`${base}/engine/command`} problem={problem} hint={t.commandHint}>
          <TextArea
            mono
            value={shownAs(command, typed)}
            onChange={event => {
              setTyped(event.target.value)
              onChange({ command: partsOf(event.target.value) })
            }}
          />
        </Field>
      )}
    </div>
  )
}
