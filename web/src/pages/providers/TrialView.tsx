import type { Trial } from '@/api/providers'
import { providers as t } from '@/strings/providers'
import { SafeText } from '@/ui/SafeText'

/** What came of asking: how fast, or why not, in the provider's own words too. */
export function TrialView({ trial }: { trial: Trial }) {
  if (trial.ok) return <span className="nums">{t.answeredShort(trial.latency_ms)}</span>
  return (
    <span className="min-w-0 break-words">
      {t.refused[trial.code ?? ''] ?? trial.code}
      {trial.status !== null && <span className="nums"> ({trial.status})</span>}
      {trial.detail && (
        <>
          {' '}
          <SafeText text={trial.detail} />
        </>
      )}
    </span>
  )
}
