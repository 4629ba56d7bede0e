import { cx } from './cx'

const mac = /Mac|iPhone|iPad/.test(navigator.platform)
const names: Record<string, string> = mac
  ? { mod: '⌘', alt: '⌥', shift: '⇧', ctrl: '⌃', enter: '↵', escape: 'Esc' }
  : { mod: 'Ctrl', alt: 'Alt', shift: 'Shift', ctrl: 'Ctrl', enter: '↵', escape: 'Esc' }

/** A shortcut as `useKeys` writes it, `mod+shift+k` or `g w`, shown as keys of this machine. */
export function Keys({ keys, inverse }: { keys: string; inverse?: boolean }) {
  return (
    <span className="inline-flex gap-0.5 whitespace-nowrap">
      {keys.split(/[+ ]/).map((key, i) => (
        <kbd
          key={i}
          className={cx(
            'rounded-chip px-1 font-sans text-2xs font-medium',
            inverse ? 'bg-bg/20' : 'border border-line bg-sunken text-muted',
          )}
        >
          {names[key] ?? (key.length === 1 ? key.toUpperCase() : key[0]!.toUpperCase() + key.slice(1))}
        </kbd>
      ))}
    </span>
  )
}
