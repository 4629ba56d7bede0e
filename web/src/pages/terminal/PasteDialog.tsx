import { terminal as t } from '@/strings/terminal'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { SafeText } from '@/ui/SafeText'
import { looked } from './paste'

const mostShown = 4_000

/** Asks before many lines or control characters go to a program. */
export function PasteDialog({ text, onPaste, onClose }: { text: string | undefined; onPaste: (text: string) => void; onClose: () => void }) {
  const { lines, controls } = looked(text ?? '')
  return (
    <Dialog
      open={text !== undefined}
      onOpenChange={it => !it && onClose()}
      title={t.pasteTitle}
      description={t.pasteText(lines, controls)}
      width="wide"
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="primary" onClick={() => text !== undefined && onPaste(text)}>
            {t.paste}
          </Button>
        </>
      }
    >
      <pre tabIndex={0} className="max-h-80 overflow-auto rounded-control bg-sunken p-2 text-code whitespace-pre-wrap">
        <SafeText text={(text ?? '').slice(0, mostShown)} />
        {(text ?? '').length > mostShown && '…'}
      </pre>
    </Dialog>
  )
}
