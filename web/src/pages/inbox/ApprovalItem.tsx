import { Link } from '@tanstack/react-router'
import type { Approval, Workspace } from '@/api/types'
import { common } from '@/strings/common'
import { cx } from '@/ui/cx'
import { Lamp } from '@/ui/Lamp'
import { SafeText } from '@/ui/SafeText'
import { approvalStatus } from '@/ui/status'
import { RelTime, relative, useNow } from '@/ui/values'
import { approval as t } from '@/strings/approval'
import { oneLine } from './approvals'

/** One line of the inbox: what wants to run, where, since when, until when. */
export function ApprovalItem({ approval, workspace, shown, search }: { approval: Approval; workspace: Workspace | undefined; shown: boolean; search: Record<string, string | undefined> }) {
  const status = approvalStatus(approval)
  const now = useNow()
  const pending = approval.status === 'pending'
  return (
    <Link
      to="/inbox/$apr"
      params={{ apr: approval.id }}
      search={search as never}
      aria-current={shown ? 'true' : undefined}
      data-approval-item={approval.id}
      className={cx('flex flex-col gap-0.5 border-l-2 px-3 py-2', shown ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover')}
    >
      <span className="flex items-center gap-2 text-xs text-muted">
        <Lamp state={status.lamp} label={status.word} />
        <span className="min-w-0 truncate font-medium text-text">
          <SafeText text={workspace?.name ?? approval.workspace_id} />
        </span>
        <span className="flex-1" />
        <RelTime at={pending ? approval.asked_at : (approval.decided?.at ?? approval.expires_at)} />
      </span>
      <span className="truncate text-sm">
        <span className="font-medium">
          <SafeText text={approval.tool} />
        </span>{' '}
        <code className="text-muted">
          <SafeText text={oneLine(approval.input)} />
        </code>
      </span>
      <span className="text-2xs text-muted">{pending ? t.expiresIn(relative(Date.parse(approval.expires_at), now)) : common.approvalStatus[approval.status === 'decided' ? (approval.decided?.result === 'deny' ? 'denied' : 'allowed') : 'expired']}</span>
    </Link>
  )
}
