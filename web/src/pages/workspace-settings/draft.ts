import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem, Problem } from '@/api/problem'
import { api, path, send } from '@/api/request'
import type { Workspace } from '@/api/types'
import { settings as t } from '@/strings/workspace-settings'
import { toast } from '@/ui/Toast'
import { type Config, equal, patchOf } from './config'

type Saved = { config_version: number; applies: Record<string, string> }
export type Loaded = { version: number; config: Config }

const load = (id: string, version: number): Promise<Loaded> => api.get<Config>(path`/workspaces/${id}/config`, { version }).then(config => ({ version, config }))

/**
 * The configuration as it is being edited: what it was, what it shall be, and what others saved meanwhile.
 *
 * Saving sends one merge patch with `If-Match`. When somebody was first nothing is lost: `met` holds their version
 * until it is decided what becomes of both.
 */
export function useDraft(workspace: Workspace) {
  const client = useQueryClient()
  const newest = workspace.config_version
  const query = useQuery({ queryKey: ['config', workspace.id, newest], queryFn: () => load(workspace.id, newest), staleTime: Infinity, placeholderData: before => before })
  const [base, setBase] = useState<Loaded>()
  const [draft, setDraft] = useState<Config>()
  const [problem, setProblem] = useState<Problem>()
  const [saving, setSaving] = useState(false)
  const [applies, setApplies] = useState<Record<string, string>>()
  const [met, setMet] = useState<Loaded>()

  // Before anything was typed the newest version is what one edits.
  const from = base ?? query.data
  const config = draft ?? from?.config
  const dirty = draft !== undefined && from !== undefined && !equal(draft, from.config)

  const change = (next: Config) => {
    setBase(from)
    setDraft(next)
    setApplies(undefined)
  }
  const forget = () => {
    setBase(undefined)
    setDraft(undefined)
    setProblem(undefined)
    setMet(undefined)
  }

  async function save(reason: string, over?: { base: Loaded; config: Config }): Promise<void> {
    const before = over?.base ?? from!
    const patch = patchOf(before.config, over?.config ?? draft)
    if (patch === undefined) return forget()
    setSaving(true)
    setProblem(undefined)
    try {
      const answer = await send<Saved>({
        method: 'PATCH',
        path: path`/workspaces/${workspace.id}/config`,
        query: { reason },
        body: patch,
        ifMatch: `"${before.version}"`,
        headers: { 'Content-Type': 'application/merge-patch+json' },
      })
      toast(t.saved(answer.data.config_version))
      setApplies(answer.data.applies)
      client.setQueryData(['config', workspace.id, answer.data.config_version], await load(workspace.id, answer.data.config_version))
      await client.invalidateQueries({ queryKey: ['workspace'] })
      forget()
    } catch (error) {
      const refused = asProblem(error)
      if (refused.status === 412) {
        const present = await api.get<Workspace>(path`/workspaces/${workspace.id}`)
        setBase(before)
        setMet(await load(workspace.id, present.config_version))
      } else setProblem(refused)
    } finally {
      setSaving(false)
    }
  }

  const overtaken = dirty && from.version < newest ? newest : undefined
  return { query, from, config, dirty, change, discard: forget, save, saving, problem, applies, met, leaveMeeting: () => setMet(undefined), overtaken }
}

export type Draft = ReturnType<typeof useDraft>
