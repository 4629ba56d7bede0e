import { setNonce } from 'get-nonce'

/**
 * Gives every style element that a library makes the nonce of this page.
 *
 * Radix asks `get-nonce`; xterm and CodeMirror ask nobody, so the element gets it when it is made. Runs before anything
 * else is imported.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? ''

setNonce(nonce)

const createElement = Document.prototype.createElement
Document.prototype.createElement = function (this: Document, name: string, options?: ElementCreationOptions) {
  const element = createElement.call(this, name, options)
  if (name.toLowerCase() === 'style') element.nonce = nonce
  return element
} as typeof createElement
