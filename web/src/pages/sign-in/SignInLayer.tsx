import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { auth } from '@/api/auth'
import { ask } from '@/api/query'
import { forgetCsrf } from '@/api/request'
import { signIn as t } from '@/strings/sign-in'
import { Dialog } from '@/ui/Dialog'
import { CommandLine } from './CommandLine'
import { useEntered } from './entry'
import { SignInForm } from './SignInForm'

/** Shown over whatever page is open when the platform no longer knows this browser; drafts below it stay. */
export default function SignInLayer({ onSignedIn }: { onSignedIn: () => void }) {
  const client = useQueryClient()
  const entered = useEntered()
  const setup = useQuery({ queryKey: ['setup'], queryFn: auth.setup, staleTime: 0, retry: false })
  const name = client.getQueryData(ask.me().queryKey)?.name
  const enter = async () => {
    await entered()
    onSignedIn()
    await client.invalidateQueries()
  }
  useEffect(() => {
    // Signed in with a link in another tab: the cookie is this tab's, too.
    const look = () => {
      if (document.visibilityState !== 'visible') return
      forgetCsrf()
      void enter().catch(() => {})
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  })
  return (
    <Dialog open onOpenChange={open => !open && onSignedIn()} title={t.again} description={t.againText}>
      <div className="flex flex-col gap-4">
        {setup.data?.sign_in.includes('password') && <SignInForm name={name} onSignedIn={() => void enter()} />}
        <div className="flex flex-col gap-1.5 text-sm text-muted">
          <p>{setup.data?.sign_in.includes('password') ? t.otherWay : t.noPassword}</p>
          <CommandLine text={t.command} />
          <p>{t.newTab}</p>
        </div>
      </div>
    </Dialog>
  )
}
