export const mostEditable = 2 * 1024 * 1024
export const mostShown = 20 * 1024 * 1024

const images: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  svg: 'image/svg+xml',
}

const ending = (path: string) => path.slice(path.lastIndexOf('.') + 1).toLowerCase()

/** The type under which an image is shown; it is drawn as an image only, so nothing in it runs. */
export const imageType = (path: string): string | undefined => images[ending(path)]

/** The text of a file, or nothing if it is none: the same first look as git takes, and valid UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.subarray(0, 8000).includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** `#L10` or `#L10-L20`. */
export function linesOf(hash: string): { from: number; to: number } | undefined {
  const found = /^#?L(\d+)(?:-L(\d+))?$/.exec(hash)
  return found ? { from: Number(found[1]), to: Number(found[2] ?? found[1]) } : undefined
}
