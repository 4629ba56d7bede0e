import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Archive, EllipsisVertical, Link2, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { useMay } from '@/api/query'
import { api, path } from '@/api/request'
import type { Session, Workspace } from '@/api/types'
import type { Row } from '@/log/rows'
import { common } from '@/strings/common'
import { conversation as t } from '@/strings/conversation'
import { workspace as w } from '@/strings/workspace'
import { IconButton } from '@/ui/Button'
import { OriginGlyph, StatusChip } from '@/ui/Chip'
import { CurlItems } from '@/ui/CurlMenu'
import { Menu, MenuItem, MenuLine } from '@/ui/Menu'
import { PageTitle } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { sessionStatus } from '@/ui/status'
import { toast } from '@/ui/Toast'
import { copy } from '@/ui/values'
import { firstMessage } from './Conversation'
import { SessionVerbs, useShare } from './SessionVerbs'

/** Title, state and verbs of a Session. */
export function ConversationHeader({ session, workspace, rows }: { session: Session | undefined; workspace: Workspace; rows: readonly Row[] }) {
  const [renaming, setRenaming] = useState(false)
  const may = useMay('sessions:write')
  const client = useQueryClient()
  const navigate = useNavigate()
  const again = () => {
    void client.invalidateQueries({ queryKey: ['session', session?.id] })
    void client.invalidateQueries({ queryKey: ['sessions', workspace.id] })
  }
  const rename = useMutation({
    mutationFn: (title: string) => api.patch<Session>(path`/sessions/${session!.id}`, { title }),
    onMutate: title => client.setQueryData(['session', session!.id], { ...session!, title }),
    onError: error => toast(asProblem(error).message, { kind: 'failed' }),
    onSettled: again,
  })
  const archive = useMutation({
    mutationFn: () => api.post(path`/sessions/${session!.id}/archive`),
    onSuccess: () => toast(t.archived),
    onError: error => toast(asProblem(error).title, { kind: 'failed' }),
    onSettled: again,
  })
  const remove = useMutation({
    mutationFn: () => api.delete(path`/sessions/${session!.id}`),
    onSuccess: () => {
      const id = session!.id
      toast(t.deleted, { action: { label: common.undo, run: () => void api.post(path`/sessions/${id}/undelete`).then(again) } })
      again()
      void navigate({ to: '/w/$slug', params: { slug: workspace.slug ?? workspace.id } })
    },
    onError: error => toast(asProblem(error).title, { kind: 'failed' }),
  })
  const share = useShare(session)
  const lastTurn = rows.findLast(it => it.kind === 'foot')?.turnId
  const title = session?.title ?? firstMessage(rows) ?? w.untitled
  const status = session && sessionStatus(session)
  return (
    <header className="well shrink-0 overflow-hidden">
      <div className="mx-auto flex min-h-11 w-full max-w-[816px] items-center gap-2 px-3 md:pr-2 md:pl-16">
      {renaming && session ? (
        <form
          className="min-w-0 flex-1"
          onSubmit={event => {
            event.preventDefault()
            const typed = String(new FormData(event.currentTarget).get('title')).trim()
            setRenaming(false)
            if (typed && typed !== session.title) rename.mutate(typed)
          }}
        >
          <input
            name="title"
            autoFocus
            aria-label={t.title}
            defaultValue={session.title ?? ''}
            maxLength={200}
            onBlur={event => event.currentTarget.form?.requestSubmit()}
            onKeyDown={event => event.key === 'Escape' && setRenaming(false)}
            className="h-8 w-full rounded-control border border-line-strong bg-surface px-2 font-semibold"
          />
        </form>
      ) : (
        <div className="min-w-0 flex-1 truncate [&_h1]:truncate [&_h1]:text-lg">
          <PageTitle>
            <SafeText text={title} />
          </PageTitle>
        </div>
      )}
      {session && <OriginGlyph type={session.origin.type} />}
      {status && <StatusChip lamp={status.lamp} word={status.word} />}
      {session && (
        <Menu trigger={<IconButton icon={EllipsisVertical} label={common.more} size="compact" />}>
          {may && (
            <MenuItem icon={Pencil} onSelect={() => setTimeout(() => setRenaming(true))}>
              {t.rename}
            </MenuItem>
          )}
          <MenuItem icon={Link2} onSelect={() => void copy(`${location.origin}/w/${workspace.slug ?? workspace.id}/s/${session.id}`, common.linkCopied)}>
            {common.copyLink}
          </MenuItem>
          <SessionVerbs session={session} workspace={workspace} may={may} lastTurn={lastTurn} onShare={share.open} />
          <MenuLine />
          {may && session.status !== 'archived' && session.status !== 'deleted' && (
            <MenuItem icon={Archive} onSelect={() => archive.mutate()}>
              {t.archive}
            </MenuItem>
          )}
          {may && session.status !== 'deleted' && (
            <MenuItem icon={Trash2} danger onSelect={() => remove.mutate()}>
              {t.delete}
            </MenuItem>
          )}
          <MenuLine />
          <CurlItems request={{ method: 'GET', path: path`/sessions/${session.id}/events` }} />
        </Menu>
      )}
      {share.dialog}
      </div>
    </header>
  )
}
