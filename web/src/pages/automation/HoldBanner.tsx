import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { OctagonPause } from 'lucide-react'
import { useHints } from '@/api/live'
import { askHolds, type Hold } from '@/api/outbound'
import { useMay } from '@/api/query'
import { outbound as t } from '@/strings/outbound'
import { SafeText } from '@/ui/SafeText'

/** What is stopped, in a few words. */
export const heldWords = (what: string[]) => (what.length > 1 ? t.held.both : what[0] === 'turns' ? t.held.turns : t.held.automation)

export function HoldPlace({ hold }: { hold: Hold }) {
  if (!hold.workspace_id) return <>{t.at[hold.scope] ?? hold.scope}</>
  return (
    <>
      {t.at.workspace}{' '}
      <Link to="/w/$slug" params={{ slug: hold.workspace_id }} className="underline">
        {t.workspace}
      </Link>
    </>
  )
}

/** Over every page while a brake is on: whoever wonders why nothing starts reads it here. */
export function HoldBanner() {
  const may = useMay('automation:read')
  const holds = useQuery({ ...askHolds(), enabled: may })
  useHints(may ? 'workspaces' : undefined, ['holds'])
  const [first, ...others] = holds.data ?? []
  if (!first) return null
  return (
    <aside aria-label={t.banner} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 border-b border-line bg-warn-soft px-3 py-1.5 text-sm text-warn">
      <OctagonPause size={16} aria-hidden className="shrink-0" />
      <span className="font-medium">
        {heldWords(first.what)} <HoldPlace hold={first} />
      </span>
      <span className="min-w-0 break-words">
        <SafeText text={first.reason} />
      </span>
      <Link to="/automation/holds" className="underline">
        {others.length > 0 ? t.more(others.length) : t.holds}
      </Link>
    </aside>
  )
}
