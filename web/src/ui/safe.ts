/** A piece of foreign text: shown as it is, or as a badge because it would not be seen, or would turn the rest around. */
export type Piece = { text: string; badge?: string; kind?: 'bidi' | 'invisible' | 'control' }

const names: Record<number, string> = {
  0x00: 'NUL',
  0x07: 'BEL',
  0x08: 'BS',
  0x0b: 'VT',
  0x0c: 'FF',
  0x0d: 'CR',
  0x1b: 'ESC',
  0x7f: 'DEL',
  0xad: 'SHY',
  0x200b: 'ZWSP',
  0x200c: 'ZWNJ',
  0x200d: 'ZWJ',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0x2060: 'WJ',
  0xfeff: 'BOM',
}

function kindOf(code: number): Piece['kind'] | undefined {
  if (code === 0x09 || code === 0x0a) return undefined
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 'control'
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0x200e || code === 0x200f || code === 0x061c) return 'bidi'
  if (
    code === 0xad ||
    code === 0x34f ||
    code === 0x115f ||
    code === 0x1160 ||
    code === 0x17b4 ||
    code === 0x17b5 ||
    code === 0x180e ||
    (code >= 0x200b && code <= 0x200d) ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0x206a && code <= 0x206f) ||
    code === 0x3164 ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0xffa0 ||
    (code >= 0xfff9 && code <= 0xfffb) ||
    (code >= 0xe0000 && code <= 0xe0fff)
  ) {
    return 'invisible'
  }
  return undefined
}

/**
 * Parts a text into what one sees and what one would not.
 *
 * The joiner and the variation selector within an emoji are what makes it: they stay. A carriage return before a line
 * feed is a line break. Everything else that hides, turns or controls becomes a badge.
 */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let plain = ''
  let before = 0
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i)!
    const size = code > 0xffff ? 2 : 1
    const next = text.codePointAt(i + size) ?? 0
    const kind = kindOf(code)
    const emoji = (code === 0x200d || code === 0xfe0f) && pictographic(before) && (code === 0xfe0f || pictographic(next))
    const lineBreak = code === 0x0d && next === 0x0a
    if (kind === undefined || emoji) plain += String.fromCodePoint(code)
    else if (!lineBreak) {
      if (plain) found.push({ text: plain })
      plain = ''
      found.push({ text: String.fromCodePoint(code), badge: names[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, kind })
    }
    if (code !== 0xfe0f) before = code
    i += size
  }
  if (plain) found.push({ text: plain })
  return found
}

const picture = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\d#*]/u
const pictographic = (code: number) => code > 0 && picture.test(String.fromCodePoint(code))

/** Whether there is something that a reader would not see. */
export const hides = (text: string) => pieces(text).some(it => it.badge !== undefined)
