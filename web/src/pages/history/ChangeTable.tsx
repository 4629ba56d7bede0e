import { history as t } from '@/strings/history'
import { diffTexts } from '@/ui/diff'
import { DiffLines } from '@/ui/DiffLines'
import { SettingValue } from '@/ui/SettingValue'

export type Change = { path: string; old?: unknown; new?: unknown }

/** Settings that differ, old beside new; long texts as a difference of lines. */
export function ChangeTable({ changes, from, to }: { changes: readonly Change[]; from: number; to: number }) {
  return (
    <div className="overflow-x-auto rounded-card border border-line" tabIndex={0} role="region" aria-label={t.difference(from, to)}>
      <table className="w-full text-left text-sm">
        <thead className="border-b border-line text-xs text-muted">
          <tr>
            <th scope="col" className="px-3 py-1.5 font-medium">
              {t.path}
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              {t.old(from)}
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              {t.old(to)}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(it => (
            <tr key={it.path} className="border-b border-line align-top last:border-0">
              <th scope="row" className="px-3 py-1.5 font-mono text-code font-normal">
                {it.path}
              </th>
              {isText(it.old) && isText(it.new) && (it.old + it.new).includes('\n') ? (
                <td colSpan={2} className="p-0">
                  <DiffLines lines={diffTexts(it.old, it.new)} label={it.path} />
                </td>
              ) : (
                <>
                  <td className="bg-del-soft px-3 py-1.5 text-del">
                    <SettingValue value={it.old} />
                  </td>
                  <td className="bg-add-soft px-3 py-1.5 text-add">
                    <SettingValue value={it.new} />
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const isText = (value: unknown): value is string => typeof value === 'string'
