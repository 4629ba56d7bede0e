import { memo } from 'react'
import { common } from '@/strings/common'
import { cx } from './cx'
import { pieces } from './safe'

/** Foreign text in which nothing hides: bidi, zero-width and control characters are badges with a name. */
export const SafeText = memo(function SafeText({ text }: { text: string }) {
  const parts = pieces(text)
  if (parts.length === 1 && parts[0]!.badge === undefined) return text
  return (
    <bdi>
      {parts.map((it, i) =>
        it.badge === undefined ? (
          it.text
        ) : (
          <span
            key={i}
            title={common.hiddenCharacter(it.badge)}
            className={cx('mx-px rounded-chip px-0.5 font-mono text-[0.8em] font-semibold', it.kind === 'control' ? 'bg-neutral-soft text-muted' : 'bg-warn-soft text-warn')}
          >
            {it.badge}
          </span>
        ),
      )}
    </bdi>
  )
})
