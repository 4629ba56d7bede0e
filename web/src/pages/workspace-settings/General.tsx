import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { path, request } from '@/api/request'
import type { Workspace } from '@/api/types'
import { common } from '@/strings/common'
import { settings as t } from '@/strings/workspace-settings'
import { Button } from '@/ui/Button'
import { Field, TextArea, TextInput } from '@/ui/Field'
import { ProblemView } from '@/ui/states'

type Details = { name: string; slug: string; description: string; tags: string }

const detailsOf = (it: Workspace): Details => ({ name: it.name ?? '', slug: it.slug ?? '', description: it.description ?? '', tags: it.tags.join(', ') })

/** Name, slug, description, tags: what people find a desk by. */
export function General({ workspace, editable }: { workspace: Workspace; editable: boolean }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [edited, setEdited] = useState<{ details: Details; version: number }>()
  const details = edited?.details ?? detailsOf(workspace)
  const set = (change: Partial<Details>) => setEdited({ details: { ...details, ...change }, version: edited?.version ?? workspace.version })
  const save = useMutation({
    mutationFn: () =>
      request<Workspace>(
        'PATCH',
        path`/workspaces/${workspace.id}`,
        { name: details.name, slug: details.slug, description: details.description, tags: details.tags.split(',').map(it => it.trim()).filter(Boolean) },
        { ifMatch: `"${edited!.version}"` },
      ),
    onSuccess: async it => {
      setEdited(undefined)
      client.setQueryData(['workspace', it.slug], it)
      if (it.slug !== workspace.slug) await navigate({ to: '/w/$slug/$tab', params: { slug: it.slug ?? it.id, tab: 'settings' }, replace: true })
      await client.invalidateQueries({ queryKey: ['workspace'] })
      await client.invalidateQueries({ queryKey: ['workspaces'] })
    },
  })
  const problem = save.error ? asProblem(save.error) : undefined
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        if (edited && !save.isPending) save.mutate()
      }}
    >
      <fieldset disabled={!editable} className="flex flex-col gap-4">
        <Field label={t.name} pointer="/name" problem={problem}>
          <TextInput value={details.name} onChange={event => set({ name: event.target.value })} />
        </Field>
        <Field label={t.slug} hint={t.slugHint} pointer="/slug" problem={problem}>
          <TextInput mono value={details.slug} onChange={event => set({ slug: event.target.value })} />
        </Field>
        <Field label={t.description} pointer="/description" problem={problem}>
          <TextArea value={details.description} onChange={event => set({ description: event.target.value })} />
        </Field>
        <Field label={t.tags} hint={t.tagsHint} pointer="/tags" problem={problem}>
          <TextInput value={details.tags} onChange={event => set({ tags: event.target.value })} />
        </Field>
      </fieldset>
      {problem && <ProblemView error={problem} compact />}
      {edited && (
        <div className="flex gap-2">
          <Button
            onClick={() => {
              setEdited(undefined)
              save.reset()
            }}
          >
            {t.discard}
          </Button>
          <Button kind="primary" type="submit" busy={save.isPending}>
            {common.save}
          </Button>
        </div>
      )}
    </form>
  )
}
