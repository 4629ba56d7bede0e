import { asProblem } from '@/api/problem'
import { signIn as t } from '@/strings/sign-in'
import { Lamp } from '@/ui/Lamp'

/** Where the platform does not answer, or not everything behind the gateway does; the page asks again by itself. */
export function NotReady({ error }: { error: unknown }) {
  const problem = asProblem(error)
  const silent = problem.status === 0
  return (
    <div role="status" className="flex flex-col gap-2 text-sm">
      <p className="font-medium">{silent ? t.silentTitle : t.startingTitle}</p>
      <p className="text-muted">{silent ? t.silent : t.starting}</p>
      <ul className="flex flex-col gap-1">
        <Part name={t.parts.gateway} ready={!silent} />
        <Part name={t.parts.accounts} ready={false} />
      </ul>
    </div>
  )
}

const Part = ({ name, ready }: { name: string; ready: boolean }) => (
  <li className="flex items-center gap-2">
    <Lamp state={ready ? 'ok' : 'starting'} />
    {name}
    <span className="text-muted">{ready ? t.ready : t.notReady}</span>
  </li>
)
