import { cx } from './cx'
import { SafeText } from './SafeText'

const tints = [
  'bg-[#d9ece6] text-[#0b5145] dark:bg-[#17382f] dark:text-[#8fdcc8]',
  'bg-[#dfe8fa] text-[#1b4a94] dark:bg-[#1a2c4a] dark:text-[#a9c9ff]',
  'bg-[#ece3f9] text-[#54308f] dark:bg-[#2c2145] dark:text-[#d0b8ff]',
  'bg-[#fae6dc] text-[#8a3b12] dark:bg-[#3f2417] dark:text-[#ffbe9c]',
  'bg-[#f8e9c9] text-[#6d4700] dark:bg-[#362a10] dark:text-[#f2cb85]',
  'bg-[#fadfe6] text-[#8f2148] dark:bg-[#421e2b] dark:text-[#ffb0c7]',
  'bg-[#dcecd5] text-[#2b5a17] dark:bg-[#1f3417] dark:text-[#a9dd94]',
  'bg-[#d8eaf2] text-[#0f5068] dark:bg-[#143341] dark:text-[#93d3ec]',
]

const sizes = { 20: 'size-5 text-[9px]', 28: 'size-7 text-2xs', 40: 'size-10 text-md' }

/** Two letters of a slug on a tint of its own: the sign on the desk. */
export function Monogram({ id, slug, size = 28 }: { id: string; slug: string; size?: 20 | 28 | 40 }) {
  const parts = slug.split('-').filter(Boolean)
  const letters = (parts.length > 1 ? parts[0]![0]! + parts[1]![0]! : slug.slice(0, 2)).toUpperCase()
  return (
    <span aria-hidden className={cx('inline-flex shrink-0 items-center justify-center rounded-control font-mono font-semibold', sizes[size], tints[hash(id) % tints.length])}>
      {letters}
    </span>
  )
}

/** Monogram, name and slug. */
export function Nameplate({ id, name, slug, size = 28, bare }: { id: string; name: string; slug: string; size?: 20 | 28 | 40; bare?: boolean }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <Monogram id={id} slug={slug} size={size} />
      <span className="truncate font-semibold">
        <SafeText text={name} />
      </span>
      {!bare && <span className="hidden truncate rounded-chip border border-line px-1 font-mono text-2xs text-muted md:inline">{slug}</span>}
    </span>
  )
}

function hash(text: string): number {
  let sum = 2166136261
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 16777619)
  return sum >>> 0
}
