import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { common } from '@/strings/common'
import { shell } from '@/strings/shell'
import { cx } from './cx'

export type Crumb = { label: ReactNode; to?: string; params?: Record<string, string> }

/** Where the shell keeps room for a page's breadcrumb and actions. */
export const TopSlots = createContext<{ crumbs: HTMLElement | null; actions: HTMLElement | null }>({ crumbs: null, actions: null })

/** The title of the tab: `● fix-flaky-test · ci-doctor · Agentdesk`. */
export function useTitle(parts: readonly (string | null | undefined | false)[] | false, mark?: '●' | '!'): void {
  const text = parts && [...parts.filter(Boolean), common.product].join(' · ')
  useEffect(() => {
    if (!text) return
    document.title = mark ? `${mark} ${text}` : text
  }, [text, mark])
}

type Props = {
  title: string
  /** What stands for it in the top line, if not the title. */
  here?: ReactNode
  /** Before the page itself, which is the last crumb. */
  crumbs?: readonly Crumb[]
  /** Buttons in the top line. */
  actions?: ReactNode
  /** What the tab of the browser is called, if not by the title; `false`: a part of the page says it. */
  tab?: readonly string[] | false
  mark?: '●' | '!'
  children: ReactNode
  /** Fills the height and scrolls inside; else the page itself scrolls. */
  full?: boolean
  /** The page draws its own `h1` with `PageTitle`. */
  untitled?: boolean
  width?: 'normal' | 'wide'
}

/** One page: its title, its place in the top line, its content. Every route renders exactly one. */
export function Page({ title, here, crumbs = [], actions, tab, mark, children, full, untitled, width = 'normal' }: Props) {
  const slots = useContext(TopSlots)
  useTitle(tab ?? [title], mark)
  return (
    <>
      {slots.crumbs && createPortal(<Crumbs crumbs={crumbs} here={here ?? title} />, slots.crumbs)}
      {slots.actions && actions && createPortal(actions, slots.actions)}
      {full ? (
        <div className="flex min-h-0 flex-1 flex-col">
          {!untitled && <PageTitle hidden>{title}</PageTitle>}
          {children}
        </div>
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <div className={cx('mx-auto flex flex-col gap-4 px-4 py-6 md:px-6', width === 'wide' ? 'max-w-300' : 'max-w-220')}>
            {!untitled && <PageTitle>{title}</PageTitle>}
            {children}
          </div>
        </div>
      )}
    </>
  )
}

/** The one `h1`. The focus comes here after a navigation, so that a screen reader says where one is. */
export function PageTitle({ children, hidden }: { children: ReactNode; hidden?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body || document.activeElement.closest('a')) {
      heading.current?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} data-page-title className={hidden ? 'sr-only' : 'text-xl font-semibold outline-none'}>
      {children}
    </h1>
  )
}

function Crumbs({ crumbs, here }: { crumbs: readonly Crumb[]; here: ReactNode }) {
  return (
    <nav aria-label={shell.breadcrumb} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {crumbs.map((it, i) => (
          <li key={i} className={cx('flex items-center gap-1', i < crumbs.length - 1 && 'hidden md:flex')}>
            {it.to ? (
              <Link to={it.to} params={it.params ?? {}} className="inline-flex min-h-6 items-center rounded-chip text-muted hover:text-text hover:underline coarse:min-h-11">
                <ChevronLeft size={18} aria-hidden className="md:hidden" />
                <span className="max-md:sr-only">{it.label}</span>
              </Link>
            ) : (
              <span className="text-muted">{it.label}</span>
            )}
            <ChevronRight size={14} aria-hidden className="hidden text-subtle md:block" />
          </li>
        ))}
        <li aria-current="page" className="min-w-0 truncate font-medium">
          {here}
        </li>
      </ol>
    </nav>
  )
}

/** A part of a page with a heading of its own. */
export function Section({ title, actions, children, id }: { title: string; actions?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section aria-labelledby={id ? `${id}-title` : undefined} className="flex flex-col gap-3">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h2 id={id ? `${id}-title` : undefined} className="text-lg font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

export const Card = ({ children, className }: { children: ReactNode; className?: string }) => (
  <div className={cx('rounded-card border border-line bg-surface p-4', className)}>{children}</div>
)
