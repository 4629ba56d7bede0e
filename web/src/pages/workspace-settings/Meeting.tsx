import { useState } from 'react'
import { common } from '@/strings/common'
import { settings as t } from '@/strings/workspace-settings'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { SettingValue } from '@/ui/SettingValue'
import { type Config, merged, threeWay } from './config'
import type { Draft } from './draft'

/** Two people changed the same version: for every setting that both touched one is chosen; the rest is kept of both. */
export function Meeting({ draft }: { draft: Draft }) {
  const [chosen, setChosen] = useState<Record<string, 'mine' | 'theirs'>>({})
  const base = draft.from!
  const theirs = draft.met!
  const rows = threeWay(base.config, draft.config, theirs.config)
  const conflicts = rows.filter(it => it.conflict)
  const ready = conflicts.every(it => chosen[it.path] !== undefined)
  const save = () => draft.save('', { base: theirs, config: merged(base.config, draft.config, theirs.config, chosen) as Config })
  return (
    <Dialog
      open
      onOpenChange={open => !open && draft.leaveMeeting()}
      width="wide"
      title={t.mergeTitle}
      description={conflicts.length === 0 ? t.noConflict : t.mergeText(theirs.version)}
      actions={
        <>
          <Button onClick={draft.leaveMeeting}>{common.cancel}</Button>
          <Button kind="primary" busy={draft.saving} disabled={!ready} why={t.chooseAll} onClick={() => void save()}>
            {t.saveMerged}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-3">
        {rows.map(it => (
          <li key={it.path} className="rounded-card border border-line p-3">
            <p className="pb-2 font-mono text-code">{it.path}</p>
            <fieldset disabled={!it.conflict} className="grid gap-2 md:grid-cols-3">
              <legend className="sr-only">{it.path}</legend>
              <Side label={t.base} value={it.base} />
              <Side label={t.mine} value={it.mine} name={it.path} chosen={it.conflict ? chosen[it.path] === 'mine' : undefined} onChoose={() => setChosen({ ...chosen, [it.path]: 'mine' })} />
              <Side label={t.theirs} value={it.theirs} name={it.path} chosen={it.conflict ? chosen[it.path] === 'theirs' : undefined} onChoose={() => setChosen({ ...chosen, [it.path]: 'theirs' })} />
            </fieldset>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Side({ label, value, name, chosen, onChoose }: { label: string; value: unknown; name?: string; chosen?: boolean; onChoose?: () => void }) {
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm">
      {chosen === undefined ? (
        <span className="text-xs text-muted">{label}</span>
      ) : (
        <label className="flex min-h-6 items-center gap-1.5 text-xs">
          <input type="radio" name={name} checked={chosen} onChange={onChoose} /> {label}
        </label>
      )}
      <SettingValue value={value} />
    </div>
  )
}
