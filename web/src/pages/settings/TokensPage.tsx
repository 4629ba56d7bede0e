import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '@/app/commands'
import { own as t } from '@/strings/settings'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { Card } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded } from '@/ui/states'
import { Tooltip } from '@/ui/Tooltip'
import { RelTime, useNow } from '@/ui/values'
import { NewTokenDialog } from './NewTokenDialog'
import { RevokeDialog } from './RevokeDialog'
import { SettingsPage } from '@/ui/SettingsPage'
import { emptyDraft, newToken, statusOf, type Token, tokens } from './tokens'

/** What programs show instead of signing in: who has which, since when, until when, and an end to it. */
export default function TokensPage() {
  const list = useInfiniteQuery(tokens())
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Token>()
  const make = () => setMaking(true)
  useCommands([{ id: 'new-token', label: t.newToken, run: make }])
  const button = (
    <Button kind="primary" icon={Plus} onClick={make}>
      {t.newToken}
    </Button>
  )
  return (
    <SettingsPage title={t.tokens}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-140 text-sm text-muted">{t.tokensText}</p>
        <div className="flex items-center gap-1.5">
          {button}
          <CurlMenu request={{ method: 'GET', path: '/service-tokens' }} />
        </div>
      </div>
      <Loaded from={list}>
        {({ pages }) => {
          const all = pages.flatMap(it => it.data)
          if (all.length === 0) return <EmptyState text={t.tokensEmpty} curl={newToken({ ...emptyDraft, name: 'ci' }, Date.now())} />
          return (
            <>
              <Card className="p-0!">
                <ul aria-label={t.tokenList} className="divide-y divide-line">
                  {all.map(it => (
                    <Row key={it.id} token={it} onRevoke={() => setRevoking(it)} />
                  ))}
                </ul>
              </Card>
              {list.hasNextPage && (
                <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} className="self-center">
                  {t.older}
                </Button>
              )}
            </>
          )
        }}
      </Loaded>
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
      {revoking && <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} />}
    </SettingsPage>
  )
}

function Row({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const status = statusOf(token, useNow())
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm" data-token={token.id}>
      <div className="flex min-w-60 flex-1 flex-col gap-0.5">
        <div className="flex flex-wrap items-center gap-2">
          <span className={status === 'valid' ? 'font-medium' : 'font-medium text-muted line-through'}>
            <SafeText text={token.name} />
          </span>
          {status !== 'valid' && <Chip tone={status === 'revoked' ? 'neutral' : 'warn'}>{t[status]}</Chip>}
          <Rights scopes={token.scopes} />
          <Chip>{token.workspace_ids ? t.workspaces(token.workspace_ids.length) : t.everywhere}</Chip>
        </div>
        <p className="text-xs text-muted">
          {t.lastUsedHead}{' '}
          {token.last_used_at ? <RelTime at={token.last_used_at} /> : t.never}
          {token.last_used_from && (
            <>
              {' '}
              {t.from} <span className="font-mono">{token.last_used_from}</span>
            </>
          )}
          {' · '}
          {token.revoked_at ? (
            <>
              {t.revoked} <RelTime at={token.revoked_at} />
            </>
          ) : (
            <>
              {status === 'expired' ? t.expired : t.expiresHead.toLowerCase()} <RelTime at={token.expires_at} />
            </>
          )}
        </p>
      </div>
      {status === 'valid' && (
        <Button size="compact" onClick={onRevoke} aria-label={`${t.revoke} ${token.name}`}>
          {t.revoke}
        </Button>
      )}
    </li>
  )
}

/** How much it may, in one word; what exactly, for whoever asks. */
function Rights({ scopes }: { scopes: readonly string[] }) {
  if (scopes.includes('admin')) return <Chip tone="warn">{t.scopes.admin}</Chip>
  return (
    <Tooltip text={scopes.map(it => t.scopes[it] ?? it).join(', ')}>
      <button type="button" className="rounded-chip">
        <Chip>{t.scopeCount(scopes.length)}</Chip>
      </button>
    </Tooltip>
  )
}
