import { useState } from 'react'
import { common } from '@/strings/common'
import { conversation as t } from '@/strings/conversation'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field, TextInput } from '@/ui/Field'

export function GoToDialog({ open, onOpenChange, onGo }: { open: boolean; onOpenChange: (open: boolean) => void; onGo: (seq: number) => void }) {
  const [text, setText] = useState('')
  const go = () => {
    const seq = Number(text.replace(/^[#e]+/, ''))
    if (!Number.isInteger(seq) || seq < 1) return
    onOpenChange(false)
    onGo(seq)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t.goTo}
      actions={
        <>
          <Button kind="quiet" onClick={() => onOpenChange(false)}>
            {common.cancel}
          </Button>
          <Button kind="primary" onClick={go}>
            {t.goTo.replace('…', '')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          go()
        }}
      >
        <Field label={t.goToLabel}>
          <TextInput mono autoFocus inputMode="numeric" value={text} onChange={event => setText(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
