import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useKeys } from '@/app/keys'
import { useCommands } from '@/app/commands'
import { ask } from '@/api/query'
import type { Approval } from '@/api/types'
import { inbox as t } from '@/strings/inbox'
import { ApprovalCard, Fact } from '@/ui/ApprovalCard'
import { QuestionCard } from '@/ui/QuestionCard'
import { MarginRow } from '@/ui/MarginRow'
import { SafeText } from '@/ui/SafeText'
import { Loaded } from '@/ui/states'
import { askBefore, askOne, type Before, oneLine } from './approvals'

/** The whole question with what led to it. It stays where it is when somebody decides; the card turns. */
export function ApprovalDetail({ id }: { id: string }) {
  const found = useQuery(askOne(id))
  return <Loaded from={found}>{approval => <Detail approval={approval} />}</Loaded>
}

function Detail({ approval }: { approval: Approval }) {
  const workspace = useQuery(ask.workspace(approval.workspace_id)).data
  const session = useQuery(ask.session(approval.session_id)).data
  const before = useQuery(askBefore(approval)).data
  const navigate = useNavigate()
  const slug = workspace?.slug ?? approval.workspace_id
  const open = () => void navigate({ to: '/w/$slug/s/$ses', params: { slug, ses: approval.session_id } })
  useKeys({ o: open }, { o: t.openSession })
  useCommands([{ id: 'open-session', label: t.openSession, keys: 'o', run: open }])
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        <Link to="/w/$slug" params={{ slug }} className="inline-flex min-h-6 items-center font-semibold hover:underline coarse:min-h-11">
          <SafeText text={workspace?.name ?? slug} />
        </Link>
        <span className="text-subtle">/</span>
        <Link to="/w/$slug/s/$ses" params={{ slug, ses: approval.session_id }} className="min-h-6 min-w-0 truncate leading-6 hover:underline coarse:min-h-11 coarse:leading-11">
          <SafeText text={session?.title || approval.session_id} />
        </Link>
      </p>
      {before && before.length > 0 && (
        <section aria-label={t.before} className="flex flex-col gap-2 rounded-card border border-line bg-surface px-2 py-2 text-sm">
          {before.map(it => (
            <MarginRow key={it.key} seq={it.seq} href={`${location.origin}/w/${slug}/s/${approval.session_id}#e${it.seq}`}>
              <Context row={it} />
            </MarginRow>
          ))}
        </section>
      )}
      {approval.kind === 'question' ? (
        <QuestionCard approval={approval} />
      ) : (
      <ApprovalCard
        approval={approval}
        keys="page"
        facts={
          workspace?.isolation && (
            <Fact name={t.isolation}>
              <code className="text-xs">{workspace.isolation.tier}</code>
            </Fact>
          )
        }
      />
      )}
      <Link to="/w/$slug/s/$ses" params={{ slug, ses: approval.session_id }} className="inline-flex min-h-8 items-center self-start rounded-control text-sm text-accent hover:underline coarse:min-h-11">
        {t.openSession}
      </Link>
    </>
  )
}

function Context({ row }: { row: Before }) {
  const [who, text] =
    row.kind === 'tool' ? [t.ran(row.name), oneLine(row.input)] : row.kind === 'message' ? [row.actor.type === 'user' ? t.you : row.actor.type, row.text] : [t.agent, row.text]
  return (
    <p className="line-clamp-3 break-words">
      <span className="font-medium text-muted">
        <SafeText text={who} />
      </span>{' '}
      {row.kind === 'tool' ? (
        <code>
          <SafeText text={text} />
        </code>
      ) : (
        <SafeText text={text} />
      )}
    </p>
  )
}
