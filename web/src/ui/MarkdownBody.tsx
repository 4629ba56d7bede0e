import { Children, type ReactNode } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { ImageOff } from 'lucide-react'
import { common } from '@/strings/common'
import { SafeText } from './SafeText'
import { CopyButton } from './values'

const safe = (children: ReactNode): ReactNode => Children.map(children, it => (typeof it === 'string' ? <SafeText text={it} /> : it))

function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node)
  if (Array.isArray(node)) return node.map(textOf).join('')
  if (node !== null && typeof node === 'object' && 'props' in node) return textOf((node.props as { children?: ReactNode; text?: ReactNode }).children ?? (node.props as { text?: ReactNode }).text)
  return ''
}

/** The host that a link leads to, unless its text says so already. */
function unsaidHost(href: string, text: string): string | undefined {
  try {
    const { host, protocol } = new URL(href, location.href)
    if (protocol !== 'http:' && protocol !== 'https:') return undefined
    return host === location.host || text.trim().replace(/^https?:\/\//, '').split('/')[0] === host ? undefined : host
  } catch {
    return undefined
  }
}

function hostOf(src: string): string {
  try {
    return new URL(src, location.href).host || src.slice(0, 40)
  } catch {
    return src.slice(0, 40)
  }
}

const allowed = /^(https?:|mailto:|#)/i

const components: Components = {
  p: ({ children }) => <p className="my-2 break-words first:mt-0 last:mb-0">{safe(children)}</p>,
  h1: ({ children }) => <h3 className="mt-4 mb-2 text-lg font-semibold first:mt-0">{safe(children)}</h3>,
  h2: ({ children }) => <h3 className="mt-4 mb-2 text-lg font-semibold first:mt-0">{safe(children)}</h3>,
  h3: ({ children }) => <h4 className="mt-3 mb-1 font-semibold first:mt-0">{safe(children)}</h4>,
  h4: ({ children }) => <h5 className="mt-3 mb-1 font-semibold first:mt-0">{safe(children)}</h5>,
  h5: ({ children }) => <h6 className="mt-3 mb-1 font-medium first:mt-0">{safe(children)}</h6>,
  h6: ({ children }) => <h6 className="mt-3 mb-1 font-medium first:mt-0">{safe(children)}</h6>,
  ul: ({ children }) => <ul className="my-2 list-disc pl-5">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="my-2 list-decimal pl-5">
      {children}
    </ol>
  ),
  li: ({ children }) => <li className="my-0.5 break-words">{safe(children)}</li>,
  blockquote: ({ children }) => <blockquote className="my-2 border-l-2 border-line-strong pl-3 text-muted">{children}</blockquote>,
  hr: () => <hr className="my-4 border-line" />,
  em: ({ children }) => <em>{safe(children)}</em>,
  strong: ({ children }) => <strong className="font-semibold">{safe(children)}</strong>,
  del: ({ children }) => <del>{safe(children)}</del>,
  td: ({ children }) => <td className="border border-line px-2 py-1 align-top">{safe(children)}</td>,
  th: ({ children }) => <th className="border border-line bg-sunken px-2 py-1 text-left font-medium">{safe(children)}</th>,
  table: ({ children }) => (
    <div tabIndex={0} className="my-2 overflow-x-auto">
      <table className="border-collapse text-sm">{children}</table>
    </div>
  ),
  input: ({ checked }) => <input type="checkbox" checked={checked === true} disabled aria-label={checked ? 'done' : 'open'} className="mr-1 align-middle accent-(--accent)" />,
  code: ({ children }) => <code className="rounded-chip bg-sunken px-1 py-0.5 break-words">{safe(children)}</code>,
  pre: ({ children }) => {
    const text = textOf(children).replace(/\n$/, '')
    return (
      <div className="group relative my-2">
        <pre tabIndex={0} className="overflow-x-auto rounded-control border border-line bg-sunken px-3 py-2 [&_code]:bg-transparent [&_code]:p-0">
          <code>
            <SafeText text={text} />
          </code>
        </pre>
        <div className="absolute top-1 right-1 rounded-control bg-sunken opacity-0 group-hover:opacity-100 group-focus-within:opacity-100">
          <CopyButton text={text} />
        </div>
      </div>
    )
  },
  a: ({ href, children }) => {
    if (!href || !allowed.test(href)) return <span className="underline decoration-dotted">{safe(children)}</span>
    const host = unsaidHost(href, textOf(children))
    return (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="break-words text-accent underline underline-offset-2">
        {safe(children)}
        {host && <span className="ml-1 text-xs text-muted no-underline">({host})</span>}
      </a>
    )
  },
  img: ({ src, alt }) => (
    <span className="inline-flex max-w-full items-center gap-1 rounded-chip bg-neutral-soft px-1.5 py-0.5 align-middle text-xs text-muted">
      <ImageOff size={12} aria-hidden />
      <span className="truncate">
        {common.image.notLoaded(hostOf(typeof src === 'string' ? src : ''))}
        {alt ? ` · ${alt}` : ''}
      </span>
    </span>
  ),
}

export default function MarkdownBody({ text }: { text: string }) {
  return (
    <div className="min-w-0">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  )
}
