import type { Approval, Session, Workspace } from '@/api/types'
import { common } from '@/strings/common'
import type { LampState } from './Lamp'

export type Shown = { lamp: LampState; word: string }

/** What a Workspace is. With `busy`: that its agent works right now. */
export function workspaceStatus(workspace: Pick<Workspace, 'status'>, now: { running?: number; waiting?: number } = {}): Shown {
  const word = common.workspaceStatus[workspace.status as keyof typeof common.workspaceStatus] ?? workspace.status
  switch (workspace.status) {
    case 'created':
      return { lamp: 'off', word }
    case 'starting':
    case 'stopping':
      return { lamp: 'starting', word }
    case 'running':
      if (now.waiting) return { lamp: 'wait', word: common.needsYou }
      return { lamp: now.running ? 'running' : 'idle', word }
    case 'failed':
      return { lamp: 'failed', word }
    default:
      return { lamp: 'off', word }
  }
}

export function sessionStatus(session: Pick<Session, 'status' | 'attention' | 'pending_approvals' | 'stop_reason' | 'waiting_for' | 'queue_paused'>): Shown {
  if (session.status === 'requires_action' || session.pending_approvals > 0) return { lamp: 'wait', word: common.needsYou }
  const word = common.sessionStatus[session.status as keyof typeof common.sessionStatus] ?? session.status
  switch (session.status) {
    case 'running':
      return { lamp: 'running', word }
    case 'queued':
      return { lamp: 'queued', word }
    case 'idle':
      if (session.stop_reason?.type === 'failed' || session.stop_reason?.type === 'retries_exhausted') return { lamp: 'failed', word: common.failed }
      if (session.queue_paused) return { lamp: 'paused', word: common.paused }
      return { lamp: 'idle', word }
    default:
      return { lamp: 'off', word }
  }
}

export function approvalStatus(approval: Pick<Approval, 'status' | 'decided'>): Shown {
  switch (approval.status) {
    case 'pending':
      return { lamp: 'wait', word: common.approvalStatus.pending }
    case 'expired':
      return { lamp: 'warn', word: common.approvalStatus.expired }
    case 'cancelled':
      return { lamp: 'off', word: common.approvalStatus.cancelled }
    default:
      return approval.decided?.result === 'deny' ? { lamp: 'failed', word: common.approvalStatus.denied } : { lamp: 'ok', word: common.approvalStatus.allowed }
  }
}
