import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight, Download, EllipsisVertical, File, FileArchive, FileSymlink, FolderClosed, FolderOpen, FolderPlus, FilePlus, Link2, Pencil, Trash2, Upload } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { url } from '@/api/request'
import { files as t } from '@/strings/files'
import { IconButton } from '@/ui/Button'
import { CurlItems } from '@/ui/CurlMenu'
import { cx } from '@/ui/cx'
import { Menu, MenuItem, MenuLine } from '@/ui/Menu'
import { SafeText } from '@/ui/SafeText'
import { bytes, copy } from '@/ui/values'
import type { Row } from './tree'
import { type Entry, filesOf, nameOf, parent } from './types'

export type TreeActions = {
  onOpen: (entry: Entry) => void
  onToggle: (folder: string, open: boolean) => void
  onNew: (kind: 'file' | 'folder', folder: string) => void
  onRename: (entry: Entry) => void
  onRemove: (entry: Entry) => void
  onUpload: (folder: string) => void
}

type Props = TreeActions & { workspaceId: string; rows: readonly Row[]; selected: string; sessionId: string | undefined; mayWrite: boolean; dropInto: string | undefined }

const rowHeight = 28

/** The files as a tree, of which only what is near is in the page. */
export function Tree({ workspaceId, rows, selected, sessionId, mayWrite, dropInto, ...actions }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState('')
  const coarse = matchMedia('(pointer: coarse)').matches
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => (coarse ? 44 : rowHeight),
    getItemKey: index => rows[index]!.entry.path,
    overscan: 16,
  })
  const at = Math.max(0, rows.findIndex(it => it.entry.path === (active || selected)))
  const shown = rows.findIndex(it => it.entry.path === selected)
  useEffect(() => {
    if (shown >= 0) virtual.scrollToIndex(shown, { align: 'auto' })
    // Only when another file is chosen or comes into the tree.
  }, [selected, shown >= 0])

  const go = (index: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (!next) return
    setActive(next.entry.path)
    virtual.scrollToIndex(rows.indexOf(next), { align: 'auto' })
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[data-active=true]')?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at]
    if (!row || !(event.target as HTMLElement).matches('[role=treeitem]')) return
    const { entry } = row
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      Enter: () => actions.onOpen(entry),
      ' ': () => actions.onOpen(entry),
      ArrowRight: () => (entry.type === 'folder' && !row.open ? actions.onToggle(entry.path, true) : go(at + 1)),
      ArrowLeft: () => (row.open ? actions.onToggle(entry.path, false) : go(rows.findIndex(it => it.entry.path === parent(entry.path)))),
      ...(mayWrite ? { F2: () => actions.onRename(entry), Delete: () => actions.onRemove(entry) } : {}),
    }
    const run = keys[event.key]
    if (!run || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }

  return (
    <div ref={box} className="min-h-0 flex-1 overflow-auto [scrollbar-gutter:stable] [scrollbar-width:thin]">
      <div role="tree" aria-label={t.tree} onKeyDown={onKeyDown} className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(item => {
          const row = rows[item.index]!
          return (
            <div
              key={item.key}
              role="treeitem"
              aria-level={row.depth + 1}
              aria-setsize={row.size}
              aria-posinset={row.position}
              aria-expanded={row.entry.type === 'folder' ? row.open : undefined}
              aria-selected={row.entry.path === selected}
              data-active={item.index === at}
              data-path={row.entry.path}
              data-folder={row.entry.type === 'folder' ? row.entry.path : parent(row.entry.path)}
              tabIndex={item.index === at ? 0 : -1}
              onFocus={() => setActive(row.entry.path)}
              onClick={() => actions.onOpen(row.entry)}
              className={cx(
                'group absolute inset-x-0 top-0 flex cursor-pointer items-center gap-1.5 pr-1 text-sm outline-offset-[-2px] hover:bg-hover',
                row.entry.path === selected && 'bg-accent-soft',
                dropInto !== undefined && row.entry.path === dropInto && 'bg-accent-soft outline-2 outline-accent',
              )}
              style={{ height: item.size, transform: `translateY(${item.start}px)`, paddingLeft: 8 + row.depth * 14 }}
            >
              <RowFace row={row} bySession={sessionId !== undefined && row.entry.last_writer?.session_id === sessionId} />
              <RowMenu workspaceId={workspaceId} entry={row.entry} mayWrite={mayWrite} actions={actions} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function RowFace({ row, bySession }: { row: Row; bySession: boolean }) {
  const { entry } = row
  const folder = entry.type === 'folder'
  const Icon = folder ? (row.open ? FolderOpen : FolderClosed) : entry.type === 'link' ? FileSymlink : File
  const Arrow = row.open ? ChevronDown : ChevronRight
  return (
    <>
      {folder ? <Arrow size={14} aria-hidden className="shrink-0 text-subtle" /> : <span className="w-3.5 shrink-0" />}
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">
        <SafeText text={nameOf(entry.path)} />
      </span>
      {bySession && (
        <span title={t.bySession} className="rounded-chip bg-run-soft px-1 font-mono text-2xs text-run">
          M<span className="sr-only"> {t.bySession}</span>
        </span>
      )}
      {entry.type === 'file' && <span className="nums hidden text-2xs text-subtle @md:inline">{bytes(entry.size)}</span>}
    </>
  )
}

function RowMenu({ workspaceId, entry, mayWrite, actions }: { workspaceId: string; entry: Entry; mayWrite: boolean; actions: TreeActions }) {
  const folder = entry.type === 'folder'
  const base = filesOf(workspaceId)
  return (
    <span onClick={event => event.stopPropagation()} onKeyDown={event => event.stopPropagation()} className="flex">
      <Menu
        trigger={
          <IconButton
            icon={EllipsisVertical}
            label={t.actions(nameOf(entry.path))}
            size="compact"
            tabIndex={-1}
            className="size-6 opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 data-[state=open]:opacity-100 coarse:opacity-100"
          />
        }
      >
        {folder && mayWrite && (
          <>
            <MenuItem icon={FilePlus} onSelect={() => actions.onNew('file', entry.path)}>{t.newFile}</MenuItem>
            <MenuItem icon={FolderPlus} onSelect={() => actions.onNew('folder', entry.path)}>{t.newFolder}</MenuItem>
            <MenuItem icon={Upload} onSelect={() => actions.onUpload(entry.path)}>{t.upload}</MenuItem>
            <MenuLine />
          </>
        )}
        {folder ? (
          <MenuItem icon={FileArchive} onSelect={() => download(`${base}/archive`, entry.path)}>{t.zip}</MenuItem>
        ) : (
          <MenuItem icon={Download} onSelect={() => download(`${base}/content`, entry.path)}>{t.download}</MenuItem>
        )}
        <MenuItem icon={Link2} onSelect={() => void copy(entry.path)}>{t.copyPath}</MenuItem>
        <CurlItems request={{ method: 'GET', path: folder ? base : `${base}/content`, query: { path: entry.path } }} />
        {mayWrite && (
          <>
            <MenuLine />
            <MenuItem icon={Pencil} keys="F2" onSelect={() => actions.onRename(entry)}>{t.rename}</MenuItem>
            <MenuItem icon={Trash2} keys="Del" danger onSelect={() => actions.onRemove(entry)}>{t.remove}</MenuItem>
          </>
        )}
      </Menu>
    </span>
  )
}

/** By a link of our own origin: the answer is an attachment, so the page stays. */
export function download(to: string, path: string): void {
  const link = document.createElement('a')
  link.href = url(to, { path })
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}
