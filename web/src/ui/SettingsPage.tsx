import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '@/api/query'
import { providers } from '@/strings/providers'
import { own as t } from '@/strings/settings'
import { Page } from './Page'

const entry = '-mb-px flex h-9 items-center border-b-2 border-transparent px-2.5 text-sm font-medium text-muted hover:text-text'
const here = { className: 'border-accent! text-text!', 'aria-current': 'page' } as const

/** What the pages of one's own settings have in common: the way between them. */
export function SettingsPage({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const mayModels = useMay('library:read')
  return (
    <Page title={title} crumbs={[{ label: t.settings }]} actions={actions}>
      <nav aria-label={t.sections} className="-mt-2 flex gap-1 overflow-x-auto border-b border-line">
        <Link to="/settings/profile" className={entry} activeProps={here}>
          {t.profile}
        </Link>
        {mayModels && (
          <Link to="/settings/providers" className={entry} activeProps={here}>
            {providers.title}
          </Link>
        )}
        <Link to="/settings/tokens" className={entry} activeProps={here}>
          {t.tokens}
        </Link>
      </nav>
      {children}
    </Page>
  )
}
