import { Link } from '@tanstack/react-router'
import { useMay } from '@/api/query'
import type { Capabilities } from '@/api/types'
import { welcome as t } from '@/strings/welcome'
import { Chip } from '@/ui/Chip'
import { Lamp } from '@/ui/Lamp'
import { SafeText } from '@/ui/SafeText'

/** Engines and environments as the instance reports them: what it can't, it says with the reason. */
export function Mind({ capabilities }: { capabilities: Capabilities }) {
  const mayModels = useMay('library:write')
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-2">
        {capabilities.engines.map((it, i) => (
          <Fact
            key={i}
            name={[t.engines[it.kind] ?? it.kind, it.preset].filter(Boolean).join(' · ')}
            available={it.available}
            text={it.available ? t.engineText[it.kind] : (it.reason ?? t.notYet)}
          />
        ))}
      </ul>
      {mayModels && (
        <Link to="/settings/providers" className="self-start text-sm text-accent underline">
          {t.addModel}
        </Link>
      )}
      <div className="flex flex-col gap-2">
        <h3 className="text-sm font-semibold">{t.isolation}</h3>
        <ul className="flex flex-col gap-2">
          {capabilities.environments.map((it, i) => (
            <Fact key={i} name={[it.provider, it.tier].filter(Boolean).join(' · ')} available={it.available} text={it.reason ?? undefined}>
              {(it.enforced ?? []).map(kept => (
                <Chip key={kept}>{kept.replaceAll('_', ' ')}</Chip>
              ))}
            </Fact>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Fact({ name, available, text, children }: { name: string; available: boolean; text: string | null | undefined; children?: React.ReactNode }) {
  return (
    <li className="flex items-start gap-2 text-sm">
      <Lamp state={available ? 'ok' : 'off'} className="mt-1" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p>
          <span className="font-medium">
            <SafeText text={name} />
          </span>{' '}
          <span className="text-muted">{available ? t.ready : ''}</span>
        </p>
        {text && (
          <p className="break-words text-muted">
            <SafeText text={text} />
          </p>
        )}
        {children && <div className="flex flex-wrap gap-1 empty:hidden">{children}</div>}
      </div>
    </li>
  )
}
