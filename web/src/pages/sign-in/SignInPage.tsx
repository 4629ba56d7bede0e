import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { auth, type Setup } from '@/api/auth'
import { asProblem } from '@/api/problem'
import type { Me } from '@/api/types'
import { Logo } from '@/app/Logo'
import { ThemeMenu } from '@/app/ThemeMenu'
import { common } from '@/strings/common'
import { signIn as t } from '@/strings/sign-in'
import { PageTitle, useTitle } from '@/ui/Page'
import { ProblemView, Skeleton } from '@/ui/states'
import { CommandLine } from './CommandLine'
import { takeCode, useEntered } from './entry'
import { FirstPassword } from './FirstPassword'
import { safeNext } from './next'
import { SignInForm } from './SignInForm'
import { NotReady } from './NotReady'

// With the first script of this page, before anything is drawn or asked.
let code = takeCode()

/** The door: by link, by name and password, or what to do where neither is there yet. */
export default function SignInPage() {
  const search = useSearch({ strict: false }) as { next?: string }
  const router = useRouter()
  const entered = useEntered()
  const [newcomer, setNewcomer] = useState<Me>()
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: auth.setup,
    staleTime: 0,
    retry: false,
    refetchInterval: query => (query.state.data === undefined && query.state.error !== null ? 2_000 : false),
  })
  const go = (fallback: string) => router.history.replace(safeNext(search.next, location.origin) ?? fallback)
  const enter = async () => {
    const me = await entered()
    if (me.has_password === false) setNewcomer(me)
    else go('/workspaces')
  }
  const redeem = useMutation({ mutationFn: auth.redeem, onSuccess: enter })
  const { mutate } = redeem
  useEffect(() => {
    const use = () => {
      const link = code ?? takeCode()
      code = undefined
      if (link !== undefined) mutate(link)
    }
    use()
    // A link that is pasted into this tab changes nothing but the fragment.
    addEventListener('hashchange', use)
    return () => removeEventListener('hashchange', use)
  }, [mutate])
  const refused = redeem.error ? asProblem(redeem.error) : undefined
  const title = newcomer ? t.setTitle : setup.data && !setup.data.administrator && !redeem.isPending ? t.firstTitle : t.title
  useTitle([t.title])
  return (
    <div className="flex min-h-full flex-col items-center px-4 pt-[max(12vh,64px)] pb-8">
      <div className="fixed top-2 right-2">
        <ThemeMenu />
      </div>
      <main className="flex w-full max-w-90 flex-col gap-5">
        <div className="flex items-center gap-3">
          <Logo size={36} />
          <div>
            <p className="text-lg font-semibold">{common.product}</p>
            <p className="text-sm text-muted">{common.motto}</p>
          </div>
        </div>
        <div className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5">
          <PageTitle>{title}</PageTitle>
          {newcomer ? (
            <FirstPassword me={newcomer} onDone={() => go('/welcome')} />
          ) : redeem.isPending || redeem.isSuccess ? (
            <p role="status" className="text-sm text-muted">
              {t.redeeming}
            </p>
          ) : (
            <>
              {refused && <LinkRefused problem={refused} />}
              <Ways setup={setup.data} error={setup.error}>
                <SignInForm onSignedIn={() => void enter()} />
              </Ways>
            </>
          )}
        </div>
      </main>
    </div>
  )
}

function LinkRefused({ problem }: { problem: ReturnType<typeof asProblem> }) {
  if (problem.code !== 'link-used') return <ProblemView error={problem} compact />
  return (
    <div role="alert" className="rounded-control bg-warn-soft px-3 py-2 text-sm">
      <p className="font-medium text-warn">{t.linkFailed}</p>
      <p>{t.linkUsed}</p>
    </div>
  )
}

/** What helps here: the form where a password can be right, and always the way to a link. */
function Ways({ setup, error, children }: { setup: Setup | undefined; error: unknown; children: ReactNode }) {
  if (!setup) return error ? <NotReady error={error} /> : <Skeleton rows={3} />
  const password = setup.sign_in.includes('password')
  return (
    <>
      {password && children}
      {!setup.administrator && (
        <div className="flex flex-col gap-1.5 text-sm">
          <p>{t.first}</p>
          <CommandLine text={t.up} />
        </div>
      )}
      <div className="flex flex-col gap-1.5 text-sm text-muted">
        <p>{!setup.administrator ? t.lost : password ? t.otherWay : t.noPassword}</p>
        <CommandLine text={t.command} />
      </div>
    </>
  )
}
