import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { asProblem } from '@/api/problem'
import { auth } from '@/api/auth'
import { signIn as t } from '@/strings/sign-in'
import { Button } from '@/ui/Button'
import { Field, TextInput } from '@/ui/Field'
import { PasswordInput } from '@/ui/PasswordInput'

/** Name and password. A refusal says one thing for all causes; the name stays, the password goes. */
export function SignInForm({ onSignedIn, name: known = '' }: { onSignedIn: () => void; name?: string }) {
  const [name, setName] = useState(known)
  const [password, setPassword] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const signIn = useMutation({
    mutationFn: () => auth.login(name, password),
    onSuccess: onSignedIn,
    onError: () => {
      setPassword('')
      form.current?.querySelector<HTMLInputElement>('input[autocomplete=current-password]')?.focus()
    },
  })
  const problem = signIn.error ? asProblem(signIn.error) : undefined
  return (
    <form
      ref={form}
      className="flex flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        if (!signIn.isPending) signIn.mutate()
      }}
    >
      <Field label={t.name} pointer="/name" problem={problem}>
        <TextInput value={name} autoComplete="username" autoCapitalize="none" maxLength={200} autoFocus={known === ''} onChange={event => setName(event.target.value)} />
      </Field>
      <Field label={t.password} pointer="/password" problem={problem}>
        <PasswordInput value={password} autoComplete="current-password" autoFocus={known !== ''} onChange={event => setPassword(event.target.value)} />
      </Field>
      {problem && problem.errors.length === 0 && (
        <p role="alert" className="rounded-control bg-bad-soft px-2.5 py-1.5 text-sm text-bad">
          {problem.title}
          {problem.retryAfter !== undefined && `. ${t.wait(Math.ceil(problem.retryAfter / 60))}`}
        </p>
      )}
      <Button kind="primary" type="submit" busy={signIn.isPending} className="mt-1">
        {t.button}
      </Button>
    </form>
  )
}
