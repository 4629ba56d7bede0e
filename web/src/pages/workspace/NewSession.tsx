import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { asProblem, type Problem } from '@/api/problem'
import { useMay } from '@/api/query'
import { type ApiRequest, newKey, path, send } from '@/api/request'
import type { Session, Workspace } from '@/api/types'
import { conversation as t } from '@/strings/conversation'
import { PageTitle, useTitle } from '@/ui/Page'
import { Monogram } from '@/ui/Nameplate'
import { SafeText } from '@/ui/SafeText'
import { type ComposerHandle, Composer, type SendMode } from './Composer'
import { placeholderOf } from './Conversation'
import { Sending } from './log/rows'
import { titleOf } from './log/words'

/** A Session that begins with its first message. */
export function NewSession({ workspace, onOpened }: { workspace: Workspace; onOpened: (id: string) => void }) {
  const [problem, setProblem] = useState<Problem>()
  const [sending, setSending] = useState<string>()
  const composer = useRef<ComposerHandle>(null)
  const client = useQueryClient()
  const may = useMay('sessions:write') && workspace.status !== 'deleted'
  const name = workspace.name ?? workspace.id
  useTitle([t.newTitle, name])
  const requestOf = (text: string, _: SendMode, idempotencyKey?: string): ApiRequest => ({
    method: 'POST',
    path: path`/workspaces/${workspace.id}/sessions`,
    body: { message: text, title: titleOf(text) },
    idempotencyKey,
  })
  const onSend = async (text: string, mode: SendMode) => {
    setProblem(undefined)
    setSending(text)
    try {
      const { data } = await send<Session>(requestOf(text, mode, newKey()))
      client.setQueryData(['session', data.id], data)
      void client.invalidateQueries({ queryKey: ['sessions', workspace.id] })
      onOpened(data.id)
    } catch (error) {
      setSending(undefined)
      setProblem(asProblem(error))
      throw error
    }
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="mx-auto flex min-h-0 w-full max-w-[816px] flex-1 flex-col justify-center gap-5 overflow-y-auto px-2 py-6 md:pr-4 md:pl-16">
        {sending ? (
          <Sending text={sending} />
        ) : (
          <>
            <div className="flex items-center gap-3">
              <Monogram id={workspace.id} slug={workspace.slug ?? workspace.id} size={40} />
              <PageTitle>
                <SafeText text={t.newLead(name)} />
              </PageTitle>
            </div>
            {may && (
              <ul className="flex flex-col gap-2">
                {t.tasks.map(it => (
                  <li key={it.label}>
                    <button
                      type="button"
                      onClick={() => composer.current?.fill(it.text)}
                      className="w-full rounded-card border border-line bg-surface px-3 py-2 text-left text-sm hover:border-line-strong hover:bg-hover"
                    >
                      {it.label}
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
      {may && (
        <div className="mx-auto w-full max-w-[816px] shrink-0 px-2 pb-3 md:pr-4 md:pl-16">
          <Composer
            ref={composer}
            workspace={workspace}
            draftKey={`new.${workspace.id}`}
            placeholder={placeholderOf(workspace)}
            hint={workspace.engine === 'shell' ? t.shellHint : undefined}
            running={false}
            stopping={false}
            onSend={onSend}
            requestOf={requestOf}
            problem={problem}
            autoFocus
          />
        </div>
      )}
    </div>
  )
}
