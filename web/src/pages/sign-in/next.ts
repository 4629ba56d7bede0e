/**
 * Where to go after signing in: a page of ours, or nothing.
 *
 * Whatever a link from outside put there, it never leads to another origin, to the API or back to the door.
 */
export function safeNext(next: string | undefined, origin: string): string | undefined {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\\]/.test(next)) return undefined
  const target = URL.canParse(next, origin) ? new URL(next, origin) : undefined
  if (!target || target.origin !== origin || /^\/(sign-in|api|hooks|actuator)(\/|$)/.test(target.pathname)) return undefined
  return target.pathname + target.search + target.hash
}

/** The code of a sign-in link: `#code=…`. */
export function codeOf(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('code') || undefined
}
