import { ArrowLeft, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { files as t } from '@/strings/files'
import { IconButton } from '@/ui/Button'
import { cx } from '@/ui/cx'
import { SafeText } from '@/ui/SafeText'
import { nameOf } from './types'

type Props = { paths: readonly string[]; current: string; dirty: (path: string) => boolean; onOpen: (path: string) => void; onClose: (path: string) => void; onBack?: () => void }

/** The files that are open, one of them in sight. */
export function FileTabs({ paths, current, dirty, onOpen, onClose, onBack }: Props) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current, paths.length])
  return (
    <div className="flex min-h-9 items-stretch border-b border-line bg-sunken">
      {onBack && <IconButton icon={ArrowLeft} label={t.back} onClick={onBack} className="m-0.5" />}
      <ul ref={list} aria-label={t.openFiles} className="flex min-w-0 flex-1 items-stretch overflow-x-auto [scrollbar-width:none]">
        {paths.map(path => (
          <li key={path} className={cx('flex shrink-0 items-center border-r border-line pr-0.5', path === current && 'bg-surface')}>
            <button
              type="button"
              title={path}
              aria-current={path === current ? 'true' : undefined}
              onClick={() => onOpen(path)}
              onAuxClick={event => event.button === 1 && onClose(path)}
              className={cx('h-full max-w-48 truncate pl-3 pr-1 text-sm outline-offset-[-2px]', path === current ? 'font-medium' : 'text-muted hover:text-text')}
            >
              <SafeText text={nameOf(path)} />
              {dirty(path) && (
                <span className="ml-1 text-accent" title={t.unsaved}>
                  ●<span className="sr-only"> {t.unsaved}</span>
                </span>
              )}
            </button>
            <IconButton icon={X} label={t.closeTab(nameOf(path))} size="compact" className="size-6" onClick={() => onClose(path)} />
          </li>
        ))}
      </ul>
    </div>
  )
}
