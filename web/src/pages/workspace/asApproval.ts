import type { Approval } from '@/api/types'
import type { ToolRow } from '@/log/rows'

/** The log knows all that the card of an approval shows. */
export function asApproval(row: ToolRow, sessionId: string, workspaceId: string): Approval {
  return {
    id: row.approvalId ?? '',
    kind: row.name === 'ask_user' ? 'question' : 'tool',
    status: row.state === 'waiting' ? 'pending' : row.state === 'expired' ? 'expired' : row.decision ? 'decided' : 'cancelled',
    session_id: sessionId,
    workspace_id: workspaceId,
    turn_id: row.turnId ?? '',
    tool_use_id: row.toolUseId,
    tool: row.name,
    input: row.input,
    input_sha256: row.inputSha256,
    rule: row.rule ?? '',
    asked_at: row.at,
    expires_at: row.expiresAt ?? row.at,
    decided: row.decision ? { result: row.decision.result, at: row.decision.at, by: row.decision.by.id, reason: row.decision.reason ?? null } : null,
  }
}
