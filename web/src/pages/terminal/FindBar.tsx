import type { Terminal } from '@xterm/xterm'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useState } from 'react'
import { terminal as t } from '@/strings/terminal'
import { IconButton } from '@/ui/Button'
import { find, type Line, type Lines } from './find'

/** Finds in what the screen shows and what has scrolled out of it. */
export function FindBar({ screen, onClose }: { screen: Terminal; onClose: () => void }) {
  const [wanted, setWanted] = useState('')
  const [missing, setMissing] = useState(false)
  const go = (text: string, by: 1 | -1, again: boolean) => {
    const buffer = screen.buffer.active
    const at = screen.getSelectionPosition()?.start
    const from = at ? { row: at.y, col: at.x + (again && by > 0 ? 1 : 0) } : { row: buffer.viewportY, col: 0 }
    const found = find(linesOf(screen), text, from, by)
    setMissing(text !== '' && !found)
    if (!found) return screen.clearSelection()
    screen.select(found.col, found.row, found.cells)
    const top = buffer.viewportY
    if (found.row < top || found.row >= top + screen.rows) screen.scrollToLine(Math.max(0, found.row - Math.floor(screen.rows / 2)))
  }
  return (
    <div role="search" className="absolute top-2 right-4 z-10 flex items-center gap-0.5 rounded-control border border-line-strong bg-surface p-1 shadow-layer">
      <input
        autoFocus
        aria-label={t.find}
        aria-invalid={missing || undefined}
        placeholder={t.find}
        value={wanted}
        onChange={event => {
          setWanted(event.target.value)
          go(event.target.value, 1, false)
        }}
        onKeyDown={event => {
          if (event.key === 'Enter') go(wanted, event.shiftKey ? -1 : 1, true)
          if (event.key === 'Escape') onClose()
          if (event.key === 'Enter' || event.key === 'Escape') event.preventDefault()
          event.stopPropagation()
        }}
        className="h-7 w-44 rounded-chip bg-transparent px-2 text-sm outline-offset-0"
      />
      <span role="status" className="text-xs text-bad">
        {missing && t.notFound}
      </span>
      <IconButton size="compact" icon={ArrowUp} label={t.findPrevious} onClick={() => go(wanted, -1, true)} />
      <IconButton size="compact" icon={ArrowDown} label={t.findNext} onClick={() => go(wanted, 1, true)} />
      <IconButton size="compact" icon={X} label={t.findClose} onClick={onClose} />
    </div>
  )
}

function linesOf(screen: Terminal): Lines {
  const buffer = screen.buffer.active
  return {
    count: buffer.length,
    line: index => {
      const row = buffer.getLine(index)
      if (!row) return undefined
      const line: Line = { text: '', cells: [] }
      for (let x = 0; x < row.length; x++) {
        const cell = row.getCell(x)
        // The second half of a wide character is a cell without any.
        if (!cell || cell.getWidth() === 0) continue
        const text = cell.getChars() || ' '
        line.text += text
        for (let i = 0; i < text.length; i++) line.cells.push(x)
      }
      return line
    },
  }
}
