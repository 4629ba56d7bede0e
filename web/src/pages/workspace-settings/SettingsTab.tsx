import { useMay } from '@/api/query'
import type { BenchProps } from '@/pages/workspace/bench'
import { settings as t } from '@/strings/workspace-settings'
import { intoView } from '@/ui/intoView'
import { cx } from '@/ui/cx'
import { Loaded } from '@/ui/states'
import { Danger } from './Danger'
import { useDraft } from './draft'
import { EnvironmentSection } from './EnvironmentSection'
import { General } from './General'
import { LimitsSection } from './LimitsSection'
import { Meeting } from './Meeting'
import { PermissionsSection } from './PermissionsSection'
import { RuleTester } from './RuleTester'
import { SaveBar } from './SaveBar'
import { EngineSection, PromptSection, type SectionProps, VariablesSection } from './sections'

const sections = {
  engine: EngineSection,
  prompt: PromptSection,
  variables: VariablesSection,
  permissions: PermissionsSection,
  environment: EnvironmentSection,
  limits: LimitsSection,
} satisfies Record<string, (props: SectionProps) => React.ReactNode>

type Name = keyof typeof t.section
const names = Object.keys(t.section) as Name[]

/** Everything that can be set at one desk, section by section; each has a URL. A change is one new version. */
export default function SettingsTab({ workspace, sub, onSub }: BenchProps) {
  const editable = useMay('workspaces:write') && workspace.status !== 'deleted' && workspace.status !== 'erased'
  const draft = useDraft(workspace)
  const shown = names.filter(it => editable || it !== 'danger')
  const name = shown.find(it => it === sub) ?? 'general'
  const Section = name in sections ? sections[name as keyof typeof sections] : undefined
  return (
    <div className="flex h-full min-h-0 flex-col">
      <nav aria-label={t.sections} className="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-3">
        {shown.map(it => (
          <button
            key={it}
            ref={it === name ? intoView : undefined}
            type="button"
            aria-current={it === name ? 'page' : undefined}
            onClick={() => onSub(it)}
            className={cx('-mb-px h-9 shrink-0 border-b-2 px-2 text-sm font-medium', it === name ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text')}
          >
            {t.section[it]}
          </button>
        ))}
      </nav>
      <div className="well min-h-0 flex-1 overflow-y-auto p-4" tabIndex={0} role="group" aria-label={t.section[name]}>
        <div className="flex max-w-160 flex-col gap-4">
          <h2 className="text-lg font-semibold">{t.section[name]}</h2>
          <p className="text-sm text-muted">{t.about[name]}</p>
          {!editable && <p className="text-sm text-muted">{t.readOnly}</p>}
          {name === 'general' && <General workspace={workspace} editable={editable} />}
          {name === 'danger' && <Danger workspace={workspace} />}
          {Section && (
            <Loaded from={draft.query}>
              {() =>
                draft.config && (
                  <fieldset disabled={!editable} className="flex flex-col gap-4">
                    <Section config={draft.config} onChange={draft.change} problem={draft.problem} editable={editable} workspace={workspace} />
                  </fieldset>
                )
              }
            </Loaded>
          )}
          {name === 'permissions' && <RuleTester workspace={workspace} changed={draft.dirty} />}
        </div>
      </div>
      {Section && <SaveBar workspace={workspace} draft={draft} section={name} editable={editable} />}
      {draft.met && <Meeting draft={draft} />}
    </div>
  )
}
