import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Workspace } from '@/api/types'
import { settings as t } from '@/strings/workspace-settings'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { TextInput } from '@/ui/Field'
import { Json } from '@/ui/Json'
import { ProblemView } from '@/ui/states'
import type { Draft } from './draft'

type Props = { workspace: Workspace; draft: Draft; section: string; editable: boolean }

const when: Record<string, string> = { environment: 'next_start' }

/** What becomes of the changes: when they apply, why they were made, saved or thrown away. */
export function SaveBar({ workspace, draft, section, editable }: Props) {
  const [reason, setReason] = useState('')
  const [json, setJson] = useState(false)
  const applied = draft.applies && [...new Set(Object.values(draft.applies))].map(it => t.when[it] ?? it).join(', ')
  return (
    <div className="flex shrink-0 flex-col gap-2 border-t border-line bg-surface px-4 py-2">
      {draft.overtaken !== undefined && (
        <p role="status" className="rounded-control bg-warn-soft px-2 py-1 text-sm text-warn">
          {t.changedMeanwhile(draft.overtaken)}
        </p>
      )}
      {draft.problem && <ProblemView error={draft.problem} compact />}
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-xs text-muted">
          {t.applies}: {applied ?? t.when[when[section] ?? 'next_turn']}
        </span>
        <Button size="compact" kind="quiet" onClick={() => setJson(true)}>
          {t.viewJson}
        </Button>
        <Link to="/w/$slug/$tab/$" params={{ slug: workspace.slug ?? workspace.id, tab: 'history', _splat: 'config' }} className="text-xs text-accent hover:underline">
          {t.historyOf}
        </Link>
        {editable && draft.dirty && (
          <>
            <TextInput value={reason} maxLength={500} aria-label={t.reason} placeholder={t.reasonHint} onChange={event => setReason(event.target.value)} className="min-w-32 flex-1" />
            <Button onClick={draft.discard}>{t.discard}</Button>
            <Button kind="primary" busy={draft.saving} onClick={() => void draft.save(reason).then(() => setReason(''))}>
              {t.save}
            </Button>
          </>
        )}
      </div>
      <Dialog open={json} onOpenChange={setJson} title={t.viewJson} width="wide">
        <Json value={draft.config} open={3} />
      </Dialog>
    </div>
  )
}
