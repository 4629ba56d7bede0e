import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask, useMe } from '@/api/query'
import { files as t } from '@/strings/files'
import { SafeText } from '@/ui/SafeText'
import { RelTime } from '@/ui/values'
import type { Writer } from './types'

/** Who wrote, in words; a Session is a link to it. */
export function WriterName({ writer, slug }: { writer: Writer | null; slug: string }) {
  const me = useMe().data
  if (!writer) return <>{t.command}</>
  if (writer.session_id) return <SessionName id={writer.session_id} slug={slug} />
  if (writer.id === me?.id || writer.id === me?.account_id) return <>{t.you}</>
  return <>{writer.type === 'token' ? t.program : writer.type === 'workspace' ? t.agent : t.person}</>
}

function SessionName({ id, slug }: { id: string; slug: string }) {
  const session = useQuery(ask.session(id)).data
  return (
    <Link to="/w/$slug/s/$ses" params={{ slug, ses: id }} className="text-accent hover:underline">
      <SafeText text={session?.title ?? t.agent} />
    </Link>
  )
}

export function WrittenBy({ writer, at, slug }: { writer: Writer | null; at: string; slug: string }) {
  return (
    <span className="min-w-0 truncate text-xs text-muted">
      {t.lastWritten} <WriterName writer={writer} slug={slug} /> · <RelTime at={at} />
    </span>
  )
}
