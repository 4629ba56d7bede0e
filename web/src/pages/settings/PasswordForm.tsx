import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { ask } from '@/api/query'
import { api } from '@/api/request'
import type { Me } from '@/api/types'
import { own as t } from '@/strings/settings'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { PasswordInput } from '@/ui/PasswordInput'
import { ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'

/** A first or another password; the present one is asked for unless a link was just used. */
export function PasswordForm({ me }: { me: Me }) {
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const asked = me.needs_current_password === true
  const save = useMutation({
    mutationFn: () => api.patch<Me>('/me', { password, ...(asked ? { current_password: current } : {}) }),
    onSuccess: async it => {
      client.setQueryData(ask.me().queryKey, it)
      setCurrent('')
      setPassword('')
      toast(t.passwordSet)
      await client.invalidateQueries({ queryKey: ['own-sessions'] })
    },
    // A quarter of an hour after a link the present password is asked for: the field has to be there then.
    onError: () => client.invalidateQueries({ queryKey: ask.me().queryKey }),
  })
  const problem = save.error ? asProblem(save.error) : undefined
  const ready = password !== '' && (!asked || current !== '')
  return (
    <form
      className="flex max-w-110 flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        if (ready && !save.isPending) save.mutate()
      }}
    >
      <p className="text-sm text-muted">{me.has_password ? t.hasPassword : t.noPassword}</p>
      {me.has_password && !asked && <p className="text-sm text-muted">{t.notAsked}</p>}
      <input type="text" name="username" autoComplete="username" value={me.name} readOnly hidden />
      {asked && (
        <Field label={t.current} pointer="/current_password" problem={problem}>
          <PasswordInput value={current} autoComplete="current-password" onChange={event => setCurrent(event.target.value)} />
        </Field>
      )}
      <Field label={t.newPassword} hint={t.newPasswordHint} pointer="/password" problem={problem}>
        <PasswordInput value={password} autoComplete="new-password" onChange={event => setPassword(event.target.value)} />
      </Field>
      {problem && problem.errors.length === 0 && <ProblemView error={problem} compact />}
      <div>
        <Button kind={ready ? 'primary' : 'plain'} type="submit" busy={save.isPending} disabled={!ready}>
          {me.has_password ? t.changePassword : t.setPassword}
        </Button>
      </div>
    </form>
  )
}
