import { common } from '@/strings/common'
import { Dialog } from '@/ui/Dialog'
import { Keys } from '@/ui/Keys'
import { keyMap } from './keys'

export function KeyMap({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={common.keys.title} description={common.keys.hint}>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 text-sm">
        {open &&
          keyMap().map(([keys, name]) => (
            <div key={keys + name} className="contents">
              <dt>{name}</dt>
              <dd className="text-right">
                <Keys keys={keys} />
              </dd>
            </div>
          ))}
      </dl>
    </Dialog>
  )
}
