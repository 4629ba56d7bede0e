import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type ApiRequest, newKey, path, send } from '@/api/request'
import type { Session, Workspace } from '@/api/types'
import { welcome as t } from '@/strings/welcome'
import { Button } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Field, Select } from '@/ui/Field'
import { ProblemView } from '@/ui/states'

type Task = (typeof t.tasks)[number]

/** Prepared messages, shown whole before they are sent; each opens a Session of its own. */
export function Tasks({ desks }: { desks: readonly Workspace[] }) {
  const [chosen, setChosen] = useState<string>()
  const desk = desks.find(it => it.id === chosen) ?? desks[0]
  return (
    <div className="flex flex-col gap-3">
      {desks.length > 1 && (
        <Field label={t.onDesk} className="max-w-80">
          <Select value={desk?.id} onChange={event => setChosen(event.target.value)}>
            {desks.map(it => (
              <option key={it.id} value={it.id}>
                {it.name ?? it.slug ?? it.id}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <ul className="grid gap-3 lg:grid-cols-3">
        {t.tasks.map(it => (
          <TaskCard key={it.title} task={it} desk={desk} />
        ))}
      </ul>
    </div>
  )
}

function TaskCard({ task, desk }: { task: Task; desk: Workspace | undefined }) {
  const navigate = useNavigate()
  const [key] = useState(newKey)
  const request: ApiRequest = {
    method: 'POST',
    path: path`/workspaces/${desk?.id ?? 'wrk_…'}/sessions`,
    idempotencyKey: `${key}-${desk?.id ?? ''}`,
    body: { title: task.title, message: task.message },
  }
  const start = useMutation({
    mutationFn: async () => (await send<Session>(request)).data,
    onSuccess: async session => {
      if (desk) await navigate({ to: '/w/$slug/s/$ses', params: { slug: desk.slug ?? desk.id, ses: session.id } })
    },
  })
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-control border border-line p-3">
      <h3 className="text-sm font-semibold">{task.title}</h3>
      <p className="text-sm text-muted">{task.about}</p>
      <pre tabIndex={0} aria-label={task.title} className="min-h-0 flex-1 overflow-x-auto rounded-control bg-sunken p-2 text-xs">
        {task.message}
      </pre>
      {start.error && <ProblemView error={start.error} compact />}
      <div className="flex items-center gap-1.5">
        <Button kind={desk ? 'primary' : 'plain'} busy={start.isPending} disabled={!desk} why={t.needsDesk} onClick={() => start.mutate()}>
          {t.start}
        </Button>
        <CurlMenu request={request} />
      </div>
    </li>
  )
}
