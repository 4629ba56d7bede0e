import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { type ApiRequest, newKey, send } from '@/api/request'
import type { Workspace } from '@/api/types'
import { welcome as t } from '@/strings/welcome'
import { Button } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Field, TextInput } from '@/ui/Field'
import { Nameplate } from '@/ui/Nameplate'
import { ProblemView } from '@/ui/states'

const most = 3

/** The first desk with the engine that is always there; afterwards the way to what was made. */
export function Desk({ desks }: { desks: readonly Workspace[] }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState<string>(t.firstDesk)
  const [key, setKey] = useState(newKey)
  const request: ApiRequest = { method: 'POST', path: '/workspaces', idempotencyKey: key, body: { name, config: { engine: { kind: 'shell' } } } }
  const make = useMutation({
    mutationFn: async () => (await send<Workspace>(request)).data,
    onSuccess: () => client.invalidateQueries({ queryKey: ['workspaces'] }),
  })
  if (desks.length > 0) {
    return (
      <div className="flex flex-col gap-3">
        <p className="text-sm">{t.desks(desks.length)}</p>
        <ul className="flex flex-wrap gap-2">
          {desks.slice(0, most).map(it => (
            <li key={it.id}>
              <Link to="/w/$slug" params={{ slug: it.slug ?? it.id }} className="flex items-center gap-2 rounded-control border border-line px-2 py-1 hover:bg-hover">
                <Nameplate id={it.id} name={it.name ?? it.id} slug={it.slug ?? it.id} />
              </Link>
            </li>
          ))}
        </ul>
        <div>
          <Button onClick={() => void navigate({ to: '/workspaces/new' })}>{t.another}</Button>
        </div>
      </div>
    )
  }
  const problem = make.error ? asProblem(make.error) : undefined
  return (
    <form
      className="flex max-w-110 flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        if (!make.isPending) make.mutate()
      }}
    >
      <Field label={t.deskName} pointer="/name" problem={problem}>
        <TextInput
          value={name}
          maxLength={200}
          onChange={event => {
            setName(event.target.value)
            setKey(newKey())
          }}
        />
      </Field>
      {problem && problem.at('/name') === undefined && <ProblemView error={problem} compact />}
      <div className="flex items-center gap-1.5">
        <Button kind="primary" type="submit" busy={make.isPending}>
          {t.create}
        </Button>
        <CurlMenu request={request} />
      </div>
    </form>
  )
}
