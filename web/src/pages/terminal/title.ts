const longest = 80

/** A title that a program chose, as one line of text that is not too long. */
export function title(given: string, otherwise: string): string {
  const text = given.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim()
  const chosen = text || otherwise
  const letters = [...chosen]
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : chosen
}

/** Only addresses of pages; anything else in a link of a program is no link. */
export function webAddress(uri: string): URL | undefined {
  try {
    const url = new URL(uri)
    return (url.protocol === 'http:' || url.protocol === 'https:') && !url.username && !url.password ? url : undefined
  } catch {
    return undefined
  }
}
