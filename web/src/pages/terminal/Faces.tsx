import { useMe } from '@/api/query'
import { terminal as t } from '@/strings/terminal'
import { Monogram } from '@/ui/Nameplate'
import { others } from './others'
import type { Viewer } from './types'

const most = 4

/** Who else looks on; nothing where nobody does. */
export function Faces({ viewers }: { viewers: readonly Viewer[] }) {
  const me = useMe().data
  const all = others(viewers)
  if (all.length === 0) return null
  const names = all.map(it => (it.principal === me?.id ? t.youElsewhere(it.name) : it.name))
  return (
    <span role="img" aria-label={t.alsoHere(names.join(', '))} title={t.alsoHere(names.join(', '))} className="inline-flex items-center gap-0.5">
      {all.slice(0, most).map(it => (
        <Monogram key={it.principal} id={it.principal} slug={it.name.toLowerCase().replace(/[^a-z0-9]+/g, '-') || it.principal} size={20} />
      ))}
      {all.length > most && <span className="nums">+{all.length - most}</span>}
    </span>
  )
}
