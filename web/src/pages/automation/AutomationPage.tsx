import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { automation as t } from '@/strings/automation'
import { outbound } from '@/strings/outbound'
import { type Crumb, Page } from '@/ui/Page'

const entry = '-mb-px flex h-9 items-center border-b-2 border-transparent px-2.5 text-sm font-medium text-muted hover:text-text'
const here = { className: 'border-accent! text-text!', 'aria-current': 'page' } as const

/** What the pages of automation over all Workspaces have in common. */
export function AutomationPage({ title, actions, crumbs, children }: { title: string; actions?: ReactNode; crumbs?: readonly Crumb[]; children: ReactNode }) {
  return (
    <Page title={title} crumbs={[{ label: t.title }, ...(crumbs ?? [])]} actions={actions} width="wide">
      {!crumbs && (
        <nav aria-label={t.title} className="-mt-2 flex gap-1 overflow-x-auto border-b border-line">
          <Link to="/automation/connectors" className={entry} activeProps={here}>
            {t.connectors}
          </Link>
          <Link to="/automation/runs" className={entry} activeProps={here}>
            {t.runs}
          </Link>
          <Link to="/automation/subscriptions" className={entry} activeProps={here}>
            {outbound.subscriptions}
          </Link>
          <Link to="/automation/holds" className={entry} activeProps={here}>
            {outbound.holds}
          </Link>
        </nav>
      )}
      {children}
    </Page>
  )
}
