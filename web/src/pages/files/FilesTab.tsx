import { useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { FileArchive, FilePlus, FolderPlus, Search, Upload, X } from 'lucide-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useMay } from '@/api/query'
import { useCommands } from '@/app/commands'
import { filesOfDrop } from '@/api/upload'
import type { BenchProps } from '@/pages/workspace/bench'
import { files as t } from '@/strings/files'
import { IconButton, useLate } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { cx } from '@/ui/cx'
import { TextInput } from '@/ui/Field'
import { Loaded } from '@/ui/states'
import { isDirty } from './buffer'
import { linesOf } from './content'
import { type Asked, FileDialogs } from './Dialogs'
import { draftPaths } from './drafts'
import { FileTabs } from './FileTabs'
import { OpenFile } from './OpenFile'
import { SearchPanel } from './SearchPanel'
import { download, Tree } from './Tree'
import { filesOf, isWithin } from './types'
import { UploadList, useUploads } from './Uploads'
import { useBuffers } from './useBuffers'
import { useTree } from './useTree'
import { useWatch } from './useWatch'

/** The files of a Workspace: the tree, and what is open of it. Side by side where there is room. */
export default function FilesTab({ workspace, sub, onSub, sessionId }: BenchProps) {
  const client = useQueryClient()
  const mayWrite = useMay('files:write')
  const [box, wide] = useWide(640)
  const tree = useTree(workspace.id, sub)
  const buffers = useBuffers(workspace.id)
  const uploads = useUploads(workspace.id)
  const [openPaths, setOpenPaths] = useState<readonly string[]>([])
  const [query, setQuery] = useState('')
  const asking = useSettled(query.trim(), 250)
  const [asked, setAsked] = useState<Asked>()
  const [dropInto, setDropInto] = useState<string>()
  const picker = useRef<{ input: HTMLInputElement | null; folder: string }>({ input: null, folder: '' })
  const hash = useRouterState({ select: it => it.location.hash })
  const live = useWatch(workspace.id, news => {
    tree.apply(news)
    buffers.hear(news)
    if (news.type === 'renamed' && news.from && news.path) renamed(news.from, news.path)
  })
  const away = useLate(!live, 4000)

  useEffect(() => {
    if (sub === '') return
    setOpenPaths(before => (before.includes(sub) ? before : [...before, sub]))
    void buffers.load(sub)
    // Opening is what the URL says; the rest is stable.
  }, [sub])

  // What was typed and not saved comes back with the tab.
  useEffect(() => {
    void draftPaths(workspace.id).then(paths => {
      if (paths.length === 0) return
      setOpenPaths(before => [...new Set([...before, ...paths])])
      paths.forEach(it => void buffers.load(it))
    })
  }, [workspace.id])

  const go = (path: string, line?: number) => onSub(path, { hash: line === undefined ? undefined : `L${line}` })
  function renamed(from: string, to: string) {
    const under = (path: string) => (path === from ? to : path.startsWith(`${from}/`) ? to + path.slice(from.length) : path)
    for (const path of openPaths) {
      const open = buffers.files.get(path)
      if (under(path) !== path && open && !(open.kind === 'text' && isDirty(open.buffer) && !open.buffer.deleted)) buffers.close(path)
    }
    setOpenPaths(before => [...new Set(before.map(under))])
    if (sub !== '' && under(sub) !== sub) onSub(under(sub), { replace: true })
  }
  const isUnsaved = (path: string) => {
    const it = buffers.files.get(path)
    return it?.kind === 'text' && isDirty(it.buffer)
  }
  // Whatever is not stored has a tab, also the copy that is left when theirs was taken.
  const tabs = [...new Set([...openPaths, ...[...buffers.files.keys()].filter(isUnsaved)])]
  const close = (path: string) => (isUnsaved(path) ? setAsked({ kind: 'discard', path }) : discard(path))
  const discard = (path: string) => {
    const left = tabs.filter(it => it !== path)
    setOpenPaths(before => before.filter(it => it !== path))
    buffers.close(path)
    if (path === sub) onSub(left[Math.max(0, tabs.indexOf(path) - 1)] ?? '', { replace: true })
  }
  const refresh = () => void client.invalidateQueries({ queryKey: ['files', workspace.id] })
  const pick = (folder: string) => {
    picker.current.folder = folder
    picker.current.input?.click()
  }
  const send = (folder: string, found: { path: string; file: File }[]) => {
    uploads.add(folder, found)
  }

  useCommands(
    mayWrite
      ? [
          { id: 'files.new', label: t.newFile, run: () => setAsked({ kind: 'file', folder: '' }) },
          { id: 'files.upload', label: t.upload, run: () => pick('') },
        ]
      : [],
  )

  const onDragOver = (event: DragEvent) => {
    if (!mayWrite || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setDropInto((event.target as HTMLElement).closest<HTMLElement>('[data-folder]')?.dataset.folder ?? '')
  }
  const onDrop = (event: DragEvent) => {
    if (!mayWrite) return
    event.preventDefault()
    const folder = dropInto ?? ''
    setDropInto(undefined)
    void filesOfDrop(event.dataTransfer).then(found => send(folder, found))
  }

  const showTree = wide || sub === ''
  const open = sub === '' ? undefined : buffers.files.get(sub)
  return (
    <div ref={box} className="@container flex min-h-0 min-w-0 flex-1">
      {showTree && (
        <section
          aria-label={t.tree}
          onDragOver={onDragOver}
          onDragLeave={event => !event.currentTarget.contains(event.relatedTarget as Node) && setDropInto(undefined)}
          onDrop={onDrop}
          className={cx('relative flex min-h-0 min-w-0 flex-col', wide ? 'w-[min(300px,42%)] shrink-0 border-r border-line' : 'flex-1')}
        >
          <div className="flex items-center gap-0.5 border-b border-line px-2 py-1">
            <label className="relative min-w-0 flex-1">
              <span className="sr-only">{t.search}</span>
              <Search size={14} aria-hidden className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-subtle" />
              <TextInput value={query} placeholder={wide ? t.searchShort : t.search} onChange={event => setQuery(event.target.value)} onKeyDown={event => event.key === 'Escape' && setQuery('')} className="h-7 pr-7 pl-7" />
            </label>
            {query !== '' && <IconButton icon={X} label={t.closeSearch} size="compact" onClick={() => setQuery('')} />}
            {mayWrite && (
              <>
                <IconButton icon={FilePlus} label={t.newFile} size="compact" onClick={() => setAsked({ kind: 'file', folder: '' })} />
                <IconButton icon={FolderPlus} label={t.newFolder} size="compact" onClick={() => setAsked({ kind: 'folder', folder: '' })} />
                <IconButton icon={Upload} label={t.upload} size="compact" onClick={() => pick('')} />
              </>
            )}
            <IconButton icon={FileArchive} label={t.zipAll} size="compact" onClick={() => download(`${filesOf(workspace.id)}/archive`, '')} />
            <CurlMenu request={{ method: 'GET', path: filesOf(workspace.id), query: { depth: 1 } }} />
          </div>
          {away && (
            <p role="status" className="border-b border-line bg-warn-soft px-3 py-1 text-xs text-warn">
              {t.offline}
            </p>
          )}
          {asking !== '' ? (
            <SearchPanel workspaceId={workspace.id} query={asking} onOpen={it => (it.type === 'folder' ? (tree.toggle(it.path, true), setQuery('')) : go(it.path, it.line ?? undefined))} />
          ) : (
            <div className="flex min-h-0 flex-1 flex-col py-1" data-folder="">
              <Loaded from={tree.root}>
                {root =>
                  root.data.length === 0 ? (
                    <p className="px-3 py-4 text-sm text-muted">{t.empty}</p>
                  ) : (
                    <Tree
                      workspaceId={workspace.id}
                      rows={tree.rows}
                      selected={sub}
                      sessionId={sessionId}
                      mayWrite={mayWrite}
                      dropInto={dropInto}
                      onOpen={entry => (entry.type === 'folder' ? tree.toggle(entry.path, !tree.rows.some(it => it.open && it.entry.path === entry.path)) : go(entry.path))}
                      onToggle={tree.toggle}
                      onNew={(kind, folder) => setAsked({ kind, folder })}
                      onRename={entry => setAsked({ kind: 'rename', entry })}
                      onRemove={entry => setAsked({ kind: 'remove', entry })}
                      onUpload={pick}
                    />
                  )
                }
              </Loaded>
              {tree.truncated && <p className="px-3 py-1 text-xs text-muted">{t.truncated}</p>}
            </div>
          )}
          {dropInto !== undefined && (
            <p className="pointer-events-none absolute inset-x-2 bottom-2 rounded-card border border-accent bg-accent-soft px-3 py-2 text-sm">
              {t.drop} <span className="font-mono text-code">{dropInto === '' ? t.root : dropInto}</span>
            </p>
          )}
          <UploadList {...uploads} />
        </section>
      )}
      {(wide || sub !== '') && (
        <section aria-label={t.openFiles} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
          {tabs.length > 0 && (
            <FileTabs
              paths={tabs}
              current={sub}
              dirty={isUnsaved}
              onOpen={go}
              onClose={close}
              onBack={
                wide
                  ? undefined
                  : () => {
                      setQuery('')
                      onSub('')
                    }
              }
            />
          )}
          {open ? (
            <OpenFile key={sub} workspace={workspace} path={sub} open={open} buffers={buffers} mayWrite={mayWrite} lines={linesOf(hash)} onGo={go} />
          ) : (
            sub === '' && <p className="m-auto p-4 text-sm text-muted">{t.pick}</p>
          )}
        </section>
      )}
      <input
        ref={it => {
          picker.current.input = it
        }}
        type="file"
        multiple
        hidden
        aria-label={t.upload}
        onChange={event => {
          send(picker.current.folder, [...(event.target.files ?? [])].map(file => ({ path: file.name, file })))
          event.target.value = ''
        }}
      />
      <FileDialogs
        workspaceId={workspace.id}
        asked={asked}
        close={() => setAsked(undefined)}
        onFile={path => {
          buffers.begin(path)
          go(path)
        }}
        onRenamed={renamed}
        onDiscard={discard}
        onRemoved={path => openPaths.filter(it => isWithin(it, path) && !isUnsaved(it)).forEach(discard)}
        onChanged={refresh}
      />
    </div>
  )
}

/** Whether the box is at least that wide: the bench can be narrow on a wide screen. */
function useWide(least: number) {
  const [wide, setWide] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const observer = new ResizeObserver(([it]) => setWide((it?.contentRect.width ?? 0) >= least))
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [least])
  return [box, wide] as const
}

/** The value after it has not changed for that long; an empty one at once. */
function useSettled(value: string, after: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : after)
    return () => clearTimeout(timer)
  }, [value, after])
  return settled
}
