import { CalendarClock, Files, History, type LucideIcon, Settings2, SquareTerminal } from 'lucide-react'
import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import type { Workspace } from '@/api/types'
import { workspace as t } from '@/strings/workspace'

/** What a tab of the bench is given. */
export type BenchProps = {
  workspace: Workspace
  /** The place within the tab: a path of a file, the id of a terminal, a section. Lives in the URL. */
  sub: string
  /** Goes to another place within the tab; as a link would. */
  onSub: (sub: string, options?: { replace?: boolean; search?: Record<string, string | undefined>; hash?: string }) => void
  /** The Session that is open beside it. */
  sessionId: string | undefined
  /** The tab has the whole page. */
  full: boolean
}

export type BenchTab = { name: string; label: string; icon: LucideIcon; component: LazyExoticComponent<ComponentType<BenchProps>> }

export const benchTabs: readonly BenchTab[] = [
  { name: 'files', label: t.files, icon: Files, component: lazy(() => import('@/pages/files/FilesTab')) },
  { name: 'terminal', label: t.terminal, icon: SquareTerminal, component: lazy(() => import('@/pages/terminal/TerminalTab')) },
  { name: 'automation', label: t.automation, icon: CalendarClock, component: lazy(() => import('@/pages/schedules/AutomationTab')) },
  { name: 'history', label: t.history, icon: History, component: lazy(() => import('@/pages/history/HistoryTab')) },
  { name: 'settings', label: t.settings, icon: Settings2, component: lazy(() => import('@/pages/workspace-settings/SettingsTab')) },
]
