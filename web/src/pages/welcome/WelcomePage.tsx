import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useHints } from '@/api/live'
import { ask, useMay } from '@/api/query'
import { welcome as t } from '@/strings/welcome'
import { Page } from '@/ui/Page'
import { Loaded } from '@/ui/states'
import { Desk } from './Desk'
import { Mind } from './Mind'
import { Step } from './Step'
import { Tasks } from './Tasks'

/**
 * The first minutes: what does the work, a desk, a task. Done is what is there, not what was clicked here, so that the
 * page is right after a reload, for the second person and next month.
 */
export default function WelcomePage() {
  const capabilities = useQuery(ask.capabilities())
  const workspaces = useQuery(ask.workspaces())
  useHints('workspaces', ['workspaces'])
  const mayMake = useMay('workspaces:write')
  const mayTalk = useMay('sessions:write')
  const desks = (workspaces.data?.data ?? []).filter(it => it.status !== 'deleted' && it.status !== 'erased')
  const ready = capabilities.data?.engines.some(it => it.available) ?? false
  return (
    <Page title={t.title}>
      <p className="-mt-2 max-w-140 text-sm text-muted">{t.text}</p>
      <ol className="flex flex-col gap-4">
        <Step number={1} title={t.mind} text={t.mindText} done={ready}>
          <Loaded from={capabilities}>{it => <Mind capabilities={it} />}</Loaded>
        </Step>
        {mayMake && (
          <Step number={2} title={t.desk} text={t.deskText} done={desks.length > 0}>
            <Loaded from={workspaces}>{() => <Desk desks={desks} />}</Loaded>
          </Step>
        )}
        {mayTalk && (
          <Step number={mayMake ? 3 : 2} title={t.task} text={t.taskText}>
            <Loaded from={workspaces}>{() => <Tasks desks={desks} />}</Loaded>
          </Step>
        )}
      </ol>
      <Link to="/workspaces" className="self-start text-sm text-accent hover:underline">
        {t.leave}
      </Link>
    </Page>
  )
}
