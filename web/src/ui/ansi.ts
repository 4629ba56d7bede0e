/** A run of characters in one look. `shown` marks a control that was made visible. */
export type Run = { text: string; fg?: string; bg?: string; bold?: boolean; dim?: boolean; italic?: boolean; underline?: boolean; strike?: boolean; inverse?: boolean; shown?: boolean }

type Look = Omit<Run, 'text' | 'shown'>

const sgr = /\u001b\[([\d;:]*)m/y
const otherCsi = /\u001b\[[0-?]*[ -/]*[@-~]?/y
const osc = /\u001b[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?/y

/**
 * Colours and weights of terminal output; everything else that would move a cursor, ask a terminal or hide text is shown
 * as the characters that it is. Pure and linear in the length.
 */
export function ansiRuns(text: string): Run[] {
  const runs: Run[] = []
  let look: Look = {}
  let plain = ''
  const flush = () => {
    if (plain) runs.push({ ...look, text: plain })
    plain = ''
  }
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i)
    if (code === 0x1b) {
      sgr.lastIndex = i
      const colour = sgr.exec(text)
      if (colour) {
        flush()
        look = next(look, colour[1]!)
        i = sgr.lastIndex
        continue
      }
      flush()
      const other = [otherCsi, osc].map(it => ((it.lastIndex = i), it.exec(text)?.[0])).find(it => it !== undefined) ?? '\u001b'
      runs.push({ text: visible(other), shown: true })
      i += other.length
      continue
    }
    if (code === 0x0d && text.charCodeAt(i + 1) === 0x0a) {
      i++
      continue
    }
    if ((code < 0x20 && code !== 0x0a && code !== 0x09) || (code >= 0x7f && code < 0xa0)) {
      flush()
      runs.push({ text: visible(text[i]!), shown: true })
    } else plain += text[i]
    i++
  }
  flush()
  return runs
}

const visible = (text: string) =>
  [...text]
    .map(it => {
      const code = it.charCodeAt(0)
      if (code < 0x20) return String.fromCharCode(0x2400 + code)
      if (code === 0x7f) return '␡'
      return code >= 0x80 && code < 0xa0 ? `\\x${code.toString(16)}` : it
    })
    .join('')

const basic = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

function next(look: Look, parameters: string): Look {
  const codes = parameters.split(/[;:]/).map(it => Number(it || 0))
  let now = { ...look }
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (code === 0) now = {}
    else if (code === 1) now.bold = true
    else if (code === 2) now.dim = true
    else if (code === 3) now.italic = true
    else if (code === 4) now.underline = true
    else if (code === 7) now.inverse = true
    else if (code === 9) now.strike = true
    else if (code === 22) now.bold = now.dim = undefined
    else if (code === 23) now.italic = undefined
    else if (code === 24) now.underline = undefined
    else if (code === 27) now.inverse = undefined
    else if (code === 29) now.strike = undefined
    else if (code >= 30 && code <= 37) now.fg = basic[code - 30]
    else if (code >= 90 && code <= 97) now.fg = basic[code - 90]
    else if (code === 39) now.fg = undefined
    else if (code >= 40 && code <= 47) now.bg = basic[code - 40]
    else if (code >= 100 && code <= 107) now.bg = basic[code - 100]
    else if (code === 49) now.bg = undefined
    else if (code === 38 || code === 48) {
      // 256 colours and true colour come down to the eight of the theme, which are known to be readable.
      const name = codes[i + 1] === 5 ? indexed(codes[i + 2] ?? 0) : codes[i + 1] === 2 ? nearest(codes[i + 2] ?? 0, codes[i + 3] ?? 0, codes[i + 4] ?? 0) : undefined
      if (code === 38) now.fg = name
      else now.bg = name
      i += codes[i + 1] === 5 ? 2 : codes[i + 1] === 2 ? 4 : 0
    }
  }
  return now
}

function indexed(index: number): string | undefined {
  if (index < 16) return basic[index % 8]
  if (index >= 232) return index < 244 ? 'black' : 'white'
  const level = (part: number) => part * 51
  const cube = index - 16
  return nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6))
}

function nearest(red: number, green: number, blue: number): string | undefined {
  const on = (part: number) => (part > Math.max(red, green, blue) * 0.6 && part > 60 ? 1 : 0)
  return basic[on(red) + 2 * on(green) + 4 * on(blue)]
}
