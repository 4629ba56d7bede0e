import { useMutation, useQueryClient } from '@tanstack/react-query'
import { path, send } from '@/api/request'
import { common } from '@/strings/common'
import { own as t } from '@/strings/settings'
import { Button } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'
import type { Token } from './tokens'

export function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const client = useQueryClient()
  const request = { method: 'DELETE', path: path`/service-tokens/${token.id}` } as const
  const revoke = useMutation({
    mutationFn: () => send(request),
    onSuccess: async () => {
      toast(t.revokedNow)
      await client.invalidateQueries({ queryKey: ['service-tokens'] })
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={t.revokeAsk(token.name)}
      description={t.revokeText}
      actions={
        <>
          <CurlMenu request={request} />
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
            {t.revokeNow}
          </Button>
        </>
      }
    >
      {revoke.error && <ProblemView error={revoke.error} compact />}
    </Dialog>
  )
}
