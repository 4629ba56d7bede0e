import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { ask, useMe } from '@/api/query'
import { api } from '@/api/request'
import type { Me } from '@/api/types'
import { common } from '@/strings/common'
import { own as t } from '@/strings/settings'
import { Button } from '@/ui/Button'
import { Field, TextInput } from '@/ui/Field'
import { Card, Section } from '@/ui/Page'
import { Loaded, ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'
import { OwnSessions } from './OwnSessions'
import { PasswordForm } from './PasswordForm'
import { SettingsPage } from '@/ui/SettingsPage'

/** Of oneself: the name, the password, and the browsers in which one is signed in. */
export default function ProfilePage() {
  const me = useMe()
  return (
    <SettingsPage title={t.profile}>
      <Loaded from={me}>
        {it => (
          <>
            <Card>
              <NameForm me={it} />
            </Card>
            <Section id="password" title={t.passwordTitle}>
              <Card>
                <PasswordForm me={it} />
              </Card>
            </Section>
            <Section id="sessions" title={t.sessionsTitle}>
              <OwnSessions />
            </Section>
          </>
        )}
      </Loaded>
    </SettingsPage>
  )
}

function NameForm({ me }: { me: Me }) {
  const client = useQueryClient()
  const [name, setName] = useState<string>()
  const save = useMutation({
    mutationFn: () => api.patch<Me>('/me', { name }),
    onSuccess: it => {
      client.setQueryData(ask.me().queryKey, it)
      setName(undefined)
      toast(t.saved)
    },
  })
  const problem = save.error ? asProblem(save.error) : undefined
  const changed = name !== undefined && name !== me.name
  return (
    <form
      className="flex max-w-110 flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        if (changed && !save.isPending) save.mutate()
      }}
    >
      <Field label={t.name} hint={t.nameHint} pointer="/name" problem={problem}>
        <TextInput value={name ?? me.name} maxLength={100} autoComplete="username" onChange={event => setName(event.target.value)} />
      </Field>
      {problem && problem.errors.length === 0 && <ProblemView error={problem} compact />}
      {changed && (
        <div className="flex gap-2">
          <Button kind="primary" type="submit" busy={save.isPending}>
            {common.save}
          </Button>
          <Button
            onClick={() => {
              setName(undefined)
              save.reset()
            }}
          >
            {common.cancel}
          </Button>
        </div>
      )}
    </form>
  )
}
