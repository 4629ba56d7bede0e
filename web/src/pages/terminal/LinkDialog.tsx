import { terminal as t } from '@/strings/terminal'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { SafeText } from '@/ui/SafeText'
import { copy } from '@/ui/values'

/** Shows the whole of a link that a program offered, before anything goes there. */
export function LinkDialog({ link, onClose }: { link: URL | undefined; onClose: () => void }) {
  const open = () => {
    if (link) window.open(link, '_blank', 'noopener,noreferrer')
    onClose()
  }
  return (
    <Dialog
      open={link !== undefined}
      onOpenChange={it => !it && onClose()}
      title={t.linkTitle}
      description={t.linkText}
      actions={
        <>
          <Button onClick={() => link && void copy(link.href)}>{t.copyLink}</Button>
          <Button kind="primary" onClick={open}>
            {t.open}
          </Button>
        </>
      }
    >
      <code className="text-code break-all">
        <SafeText text={link?.href ?? ''} />
      </code>
    </Dialog>
  )
}
