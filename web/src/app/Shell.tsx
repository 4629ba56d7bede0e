import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { onSignedOut } from '@/api/request'
import { HoldBanner } from '@/pages/automation/HoldBanner'
import { common } from '@/strings/common'
import { shell } from '@/strings/shell'
import { cx } from '@/ui/cx'
import { LiveIndicator } from '@/ui/LiveIndicator'
import { TopSlots } from '@/ui/Page'
import { palette, useCommands, usePaletteOpen } from './commands'
import { useKeys } from './keys'
import { KeyMap } from './KeyMap'
import { Rail } from './Rail'
import { ThemeMenu } from './ThemeMenu'

const Palette = lazy(() => import('@/pages/palette/Palette'))
const SignInLayer = lazy(() => import('@/pages/sign-in/SignInLayer'))

/** What stands around every page of a person who is signed in: rail, top line, layers. */
export function Shell() {
  const [crumbs, setCrumbs] = useState<HTMLElement | null>(null)
  const [actions, setActions] = useState<HTMLElement | null>(null)
  const [signedOut, setSignedOut] = useState(false)
  const [keyMap, setKeyMap] = useState(false)
  const paletteOpen = usePaletteOpen()
  const navigate = useNavigate()
  const within = useLocation({ select: it => it.pathname.startsWith('/w/') })
  useEffect(() => onSignedOut(() => setSignedOut(true)) as () => void, [])
  const go = (to: string) => () => void navigate({ to })
  useKeys(
    {
      'mod+k': () => palette.open(),
      'g w': go('/workspaces'),
      'g i': go('/inbox'),
      'g a': go('/automation/connectors'),
      'g s': go('/settings/profile'),
      'shift+n': go('/workspaces/new'),
      '?': () => setKeyMap(true),
    },
    {
      'mod+k': shell.search,
      'g w': shell.goto(shell.workspaces),
      'g i': shell.goto(shell.inbox),
      'g a': shell.goto(shell.automation),
      'g s': shell.goto(shell.settings),
      'shift+n': shell.newWorkspace,
      '?': shell.keyboard,
    },
  )
  useCommands([
    { id: 'new-workspace', label: shell.newWorkspace, keys: 'shift+n', run: go('/workspaces/new') },
    { id: 'welcome', label: shell.welcome, run: go('/welcome') },
    { id: 'keyboard', label: shell.keyboard, keys: '?', run: () => setKeyMap(true) },
  ])
  return (
    <div className="flex h-full flex-col-reverse md:flex-row">
      <a
        href="#main"
        onClick={event => {
          event.preventDefault()
          document.querySelector<HTMLElement>('[data-page-title]')?.focus()
        }}
        className="fixed top-1 left-1 z-50 -translate-y-16 rounded-control bg-accent px-3 py-1.5 text-on-accent focus:translate-y-0"
      >
        {common.skip}
      </a>
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-bg px-3">
          <div ref={setCrumbs} className="min-w-0 flex-1" />
          <div ref={setActions} className="flex items-center gap-1.5" />
          <LiveIndicator />
          <span className={cx('flex', within && 'max-md:hidden')}>
            <ThemeMenu />
          </span>
        </header>
        <HoldBanner />
        <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
          <TopSlots value={{ crumbs, actions }}>
            <Outlet />
          </TopSlots>
        </main>
      </div>
      <Suspense>
        {paletteOpen && <Palette />}
        {signedOut && <SignInLayer onSignedIn={() => setSignedOut(false)} />}
      </Suspense>
      <KeyMap open={keyMap} onOpenChange={setKeyMap} />
    </div>
  )
}
