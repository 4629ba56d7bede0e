import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ChartNoAxesGantt, CircleHelp, Columns2, Download, GitFork, RotateCcw, Share2 } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { useFeature } from '@/api/query'
import { newKey, path, send } from '@/api/request'
import type { Session, Workspace } from '@/api/types'
import { conversation as t } from '@/strings/conversation'
import { MenuItem } from '@/ui/Menu'
import { toast } from '@/ui/Toast'
import { ShareDialog } from './ShareDialog'

type Props = { session: Session; workspace: Workspace; may: boolean; lastTurn: string | undefined; onShare: () => void }

/** What makes something new of a Session, and what takes it elsewhere. */
export function SessionVerbs({ session, workspace, may, lastTurn, onShare }: Props) {
  const again = useAnother(workspace)
  const forks = useFeature('forks')
  const shares = useFeature('shares')
  const transcripts = useFeature('transcripts')
  const causes = useFeature('causes')
  const navigate = useNavigate()
  const slug = workspace.slug ?? workspace.id
  const save = (format: 'markdown' | 'jsonl') => location.assign(`/api/v1${path`/sessions/${session.id}/transcript`}?format=${format}`)
  const live = session.status !== 'deleted' && session.status !== 'erased'
  return (
    <>
      {may && live && (
        <>
          {forks && (
            <MenuItem icon={GitFork} hint={t.forkHint} onSelect={() => again.mutate({ of: session.id, what: 'fork', body: { at_seq: session.last_seq, files: 'current' } })}>
              {t.fork}
            </MenuItem>
          )}
          {forks && lastTurn && (
            <MenuItem icon={RotateCcw} hint={t.rerunHint} onSelect={() => again.mutate({ of: session.id, what: 'rerun', body: { from_turn: lastTurn } })}>
              {t.rerun}
            </MenuItem>
          )}
          {shares && (
            <MenuItem icon={Share2} onSelect={onShare}>
              {t.share}
            </MenuItem>
          )}
        </>
      )}
      <MenuItem icon={ChartNoAxesGantt} onSelect={() => void navigate({ to: '/w/$slug/s/$ses/trace', params: { slug, ses: session.id } })}>
        {t.trace}
      </MenuItem>
      {session.parent_id && (session.origin.type === 'fork' || session.origin.type === 'rerun') && (
        <MenuItem icon={Columns2} onSelect={() => void navigate({ to: '/w/$slug/s/$ses/compare/$other', params: { slug, ses: session.parent_id!, other: session.id } })}>
          {t.compareParent}
        </MenuItem>
      )}
      {causes && (
        <MenuItem icon={CircleHelp} onSelect={() => void navigate({ to: '/why/$id', params: { id: session.id } })}>
          {t.why}
        </MenuItem>
      )}
      {transcripts && (
        <>
          <MenuItem icon={Download} onSelect={() => save('markdown')}>
            {t.saveMarkdown}
          </MenuItem>
          <MenuItem icon={Download} onSelect={() => save('jsonl')}>
            {t.saveJsonl}
          </MenuItem>
        </>
      )}
    </>
  )
}

/** Opens the Session that came of another. */
function useAnother(workspace: Workspace) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async ({ of, what, body }: { of: string; what: 'fork' | 'rerun'; body: Record<string, unknown> }) =>
      (await send<Session>({ method: 'POST', path: path`/sessions/${of}/${what}`, body, idempotencyKey: newKey() })).data,
    onSuccess: session => {
      void client.invalidateQueries({ queryKey: ['sessions', workspace.id] })
      void navigate({ to: '/w/$slug/s/$ses', params: { slug: workspace.slug ?? workspace.id, ses: session.id } })
    },
    onError: error => toast(asProblem(error).title, { kind: 'failed' }),
  })
}

export function useShare(session: Session | undefined) {
  const [open, setOpen] = useState(false)
  return { open: () => setTimeout(() => setOpen(true)), dialog: open && session ? <ShareDialog session={session} onClose={() => setOpen(false)} /> : null }
}
