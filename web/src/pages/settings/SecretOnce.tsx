import { own as t } from '@/strings/settings'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { CopyButton } from '@/ui/values'
import { firstCall, type MadeToken } from './tokens'

/** A secret for the only time. It lives in this component and goes with it; nothing keeps it. */
export function SecretOnce({ made, onClose }: { made: MadeToken; onClose: () => void }) {
  const secret = made.token ?? ''
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={t.madeTitle}
      description={t.madeText}
      width="wide"
      actions={
        <Button kind="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Secret label={t.token} text={secret} />
        <Secret label={t.tryIt} text={firstCall(secret, location.origin)} />
      </div>
    </Dialog>
  )
}

const Secret = ({ label, text }: { label: string; text: string }) => (
  <div className="flex flex-col gap-1">
    <p className="text-sm font-medium">{label}</p>
    <div className="flex items-start gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-2.5">
      <code className="min-w-0 flex-1 py-1 break-all select-all">{text}</code>
      <CopyButton text={text} label={`${label}: copy`} />
    </div>
  </div>
)
