import '@xterm/xterm/css/xterm.css'
import { Terminal } from '@xterm/xterm'
import { webAddress } from './title'

/**
 * xterm writes colours beyond its palette into the attribute `style`, which the policy of this page refuses; through the
 * element's own style it is the same and allowed. Only spans, which is all that it draws with.
 */
const setAttribute = Element.prototype.setAttribute
HTMLSpanElement.prototype.setAttribute = function (this: HTMLSpanElement, name: string, value: string) {
  if (name === 'style') this.style.cssText = value
  else setAttribute.call(this, name, value)
}

const font = "'JetBrains Mono Variable', monospace"

const theme = {
  background: '#0E0F0E',
  foreground: '#ECEAE4',
  cursor: '#ECEAE4',
  cursorAccent: '#0E0F0E',
  selectionBackground: '#4FC2AC55',
  black: '#0E0F0E',
  red: '#FF8F85',
  green: '#6CCB85',
  yellow: '#F0B45A',
  blue: '#7DB2FF',
  magenta: '#C3A3FF',
  cyan: '#4FC2AC',
  white: '#ECEAE4',
  brightBlack: '#979387',
  brightRed: '#FF8F85',
  brightGreen: '#6CCB85',
  brightYellow: '#F0B45A',
  brightBlue: '#7DB2FF',
  brightMagenta: '#C3A3FF',
  brightCyan: '#4FC2AC',
  brightWhite: '#FFFFFF',
}

/** A screen in the colours of the desk. No addon answers or copies for a program: OSC 52 does nothing. */
export function screen(options: { readOnly?: boolean; onLink: (link: URL) => void }): Terminal {
  const terminal = new Terminal({
    theme,
    fontFamily: 'monospace',
    fontSize: 13,
    lineHeight: 1.2,
    scrollback: 10_000,
    minimumContrastRatio: 4.5,
    disableStdin: options.readOnly,
    cursorBlink: !options.readOnly && !matchMedia('(prefers-reduced-motion: reduce)').matches,
    linkHandler: {
      allowNonHttpProtocols: false,
      activate: (event, uri) => {
        const link = webAddress(uri)
        if (link && (event.ctrlKey || event.metaKey)) options.onLink(link)
      },
    },
  })
  // Cells are measured once: with the font that is really drawn.
  const measured = () => void (terminal.options.fontFamily = font)
  document.fonts.load(`13px ${font}`).then(measured, measured)
  return terminal
}

/** How many cells fit into the box, by the size of a cell as it is drawn. */
export function fitting(terminal: Terminal, box: HTMLElement): { cols: number; rows: number } | undefined {
  const drawn = terminal.element?.querySelector<HTMLElement>('.xterm-screen')
  if (!drawn || drawn.offsetWidth === 0 || box.clientWidth === 0 || box.clientHeight === 0) return undefined
  const cell = { width: drawn.offsetWidth / terminal.cols, height: drawn.offsetHeight / terminal.rows }
  const cols = Math.floor((box.clientWidth - 24) / cell.width)
  const rows = Math.floor((box.clientHeight - 12) / cell.height)
  return { cols: Math.min(500, Math.max(2, cols)), rows: Math.min(300, Math.max(1, rows)) }
}
