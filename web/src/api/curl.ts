import { type ApiRequest, contentType, newKey, url } from './request'

/** A line that a shell runs as it is and that does what the button does. Never holds a cookie or a secret. */
export function toCurl(request: ApiRequest, origin = location.origin): string {
  const parts = [`curl -sS${request.method === 'GET' ? '' : ` -X ${request.method}`} ${quoted(origin + url(request.path, request.query))}`]
  parts.push('-H "Authorization: Bearer $AGENTDESK_TOKEN"')
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (name !== 'Content-Type') parts.push(`-H ${quoted(`${name}: ${value}`)}`)
  }
  if (request.ifMatch) parts.push(`-H ${quoted(`If-Match: ${request.ifMatch}`)}`)
  if (request.method === 'POST') parts.push(`-H ${quoted(`Idempotency-Key: ${request.idempotencyKey ?? newKey()}`)}`)
  if (request.body instanceof Blob) parts.push('--data-binary @-')
  else if (request.body instanceof FormData) parts.push("-F 'file=@-'")
  else if (request.body !== undefined) {
    parts.push(`-H ${quoted(`Content-Type: ${contentType(request)}`)}`)
    parts.push(`--data-raw ${quoted(JSON.stringify(request.body, null, 2))}`)
  }
  return parts.join(' \\\n  ')
}

/** One word for a POSIX shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
