import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { ask } from '@/api/query'
import { api } from '@/api/request'
import type { Me } from '@/api/types'
import { signIn as t } from '@/strings/sign-in'
import { Button } from '@/ui/Button'
import { Field, TextInput } from '@/ui/Field'
import { ProblemView } from '@/ui/states'
import { PasswordInput } from '@/ui/PasswordInput'

/** After the first link: a name and a password of one's own, or later. */
export function FirstPassword({ me, onDone }: { me: Me; onDone: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState(me.name)
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: () => api.patch<Me>('/me', { name, password }),
    onSuccess: it => {
      client.setQueryData(ask.me().queryKey, it)
      onDone()
    },
  })
  const problem = save.error ? asProblem(save.error) : undefined
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
      <p className="text-sm text-muted">{t.setText}</p>
      <Field label={t.yourName} hint={t.yourNameHint} pointer="/name" problem={problem}>
        <TextInput value={name} autoComplete="username" maxLength={100} onChange={event => setName(event.target.value)} />
      </Field>
      <Field label={t.newPassword} hint={t.newPasswordHint} pointer="/password" problem={problem}>
        <PasswordInput value={password} autoComplete="new-password" autoFocus onChange={event => setPassword(event.target.value)} />
      </Field>
      {problem && problem.errors.length === 0 && <ProblemView error={problem} compact />}
      <div className="mt-1 flex gap-2">
        <Button kind="primary" type="submit" busy={save.isPending} className="flex-1">
          {t.set}
        </Button>
        <Button onClick={onDone}>{t.later}</Button>
      </div>
    </form>
  )
}
