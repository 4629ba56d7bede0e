import { lazy, memo, Suspense } from 'react'
import { isDear } from './dear'
import { SafeText } from './SafeText'

const Body = lazy(() => import('./MarkdownBody'))

/** Whether a text says anything beyond its words; most messages don't, and then no parser is loaded. */
const marked = /[*_`#[\]<>|~\\]|^\s*([-+]|\d+\.)\s|https?:\/\/|www\.|&\w+;|^ {4}|-{3}/m

/** Text of an agent or a person. Raw HTML is text, images are not loaded, links say where they lead. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  const plain = (
    <p className="whitespace-pre-wrap break-words">
      <SafeText text={text} />
    </p>
  )
  if (!marked.test(text) || isDear(text)) return plain
  return (
    <Suspense fallback={plain}>
      <Body text={text} />
    </Suspense>
  )
})
