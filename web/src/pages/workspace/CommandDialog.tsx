import { useState } from 'react'
import { common } from '@/strings/common'
import { conversation as t } from '@/strings/conversation'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field, TextArea } from '@/ui/Field'
import { SafeText } from '@/ui/SafeText'
import { filled } from './commands'

type Props = { name: string; places: readonly string[]; content: string; onFill: (text: string) => void; onClose: () => void }

/** Asks for what goes into the places of a command; its text then stands in the composer, not sent yet. */
export function CommandDialog({ name, places, content, onFill, onClose }: Props) {
  const [values, setValues] = useState<Record<string, string>>({})
  const ready = places.every(it => (values[it] ?? '').trim() !== '')
  const fill = () => ready && onFill(filled(content, values))
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={`/${name}`}
      description={t.commandText}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" disabled={!ready} why={t.commandMissing} onClick={fill}>
            {t.commandFill}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={event => {
          event.preventDefault()
          fill()
        }}
      >
        {places.map((place, i) => (
          <Field key={place} label={place}>
            <TextArea rows={1} autoFocus={i === 0} value={values[place] ?? ''} onChange={event => setValues(before => ({ ...before, [place]: event.target.value }))} />
          </Field>
        ))}
        <pre tabIndex={0} aria-label={t.commandPreview} className="max-h-48 overflow-auto rounded-control bg-sunken p-2 text-code whitespace-pre-wrap">
          <SafeText text={filled(content, values)} />
        </pre>
      </form>
    </Dialog>
  )
}
