import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, newKey, path, send } from '@/api/request'
import type { Page, Session } from '@/api/types'
import { conversation as t } from '@/strings/conversation'
import { common } from '@/strings/common'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Loaded, ProblemView } from '@/ui/states'
import { Switch } from '@/ui/Switch'
import { CopyButton, RelTime } from '@/ui/values'

type Share = { id: string; token?: string | null; url?: string | null; at_seq: number; redact: boolean; expires_at: string; revoked_at?: string | null }

/** Links to a Session for people without an account: made, and taken back. */
export function ShareDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const client = useQueryClient()
  const [redact, setRedact] = useState(true)
  const key = ['shares', session.id]
  const list = useQuery({ queryKey: key, queryFn: () => api.get<Page<Share>>(path`/sessions/${session.id}/shares`) })
  const again = () => client.invalidateQueries({ queryKey: key })
  const make = useMutation({
    mutationFn: async () => (await send<Share>({ method: 'POST', path: path`/sessions/${session.id}/shares`, body: { at_seq: session.last_seq, redact }, idempotencyKey: newKey() })).data,
    onSuccess: again,
  })
  const revoke = useMutation({ mutationFn: (id: string) => api.delete(path`/shares/${id}`), onSuccess: again })
  const link = make.data?.token ? `${location.origin}/shared/${make.data.token}` : undefined
  return (
    <Dialog open onOpenChange={open => !open && onClose()} title={t.shareTitle} description={t.shareText(session.last_seq)} actions={<Button onClick={onClose}>{common.close}</Button>}>
      <div className="flex flex-col gap-4">
        {link ? (
          <div className="flex flex-col gap-1">
            <span className="text-sm font-medium">{t.shareLink}</span>
            <span className="flex items-center gap-1 rounded-control border border-line bg-sunken py-0.5 pr-1 pl-2.5 font-mono text-code break-all">
              <span className="min-w-0 flex-1" data-share-link>
                {link}
              </span>
              <CopyButton text={link} />
            </span>
            <span className="text-xs text-muted">{t.shareOnce}</span>
          </div>
        ) : (
          <>
            <Switch checked={redact} label={t.redact} hint={t.redactHint} onChange={setRedact} />
            <Button kind="primary" className="self-start" busy={make.isPending} onClick={() => make.mutate()}>
              {t.makeLink}
            </Button>
          </>
        )}
        {(make.error ?? revoke.error) && <ProblemView error={make.error ?? revoke.error} compact />}
        <Loaded from={list}>
          {({ data }) => {
            const live = data.filter(it => !it.revoked_at)
            return live.length === 0 ? null : (
              <ul aria-label={t.shareList} className="divide-y divide-line rounded-card border border-line">
                {live.map(it => (
                  <li key={it.id} className="flex items-center gap-3 px-3 py-2 text-sm">
                    <span className="min-w-0 flex-1">
                      {t.shareUpTo(it.at_seq)} · {it.redact ? t.redacted : t.whole} · {t.shareEnds} <RelTime at={it.expires_at} />
                    </span>
                    <Button size="compact" busy={revoke.isPending && revoke.variables === it.id} onClick={() => revoke.mutate(it.id)}>
                      {t.revokeShare}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }}
        </Loaded>
      </div>
    </Dialog>
  )
}
