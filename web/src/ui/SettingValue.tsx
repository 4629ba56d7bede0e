import { common } from '@/strings/common'
import { SafeText } from './SafeText'

/** One setting's value, as text that can't do anything. */
export function SettingValue({ value }: { value: unknown }) {
  if (value === undefined || value === null) return <span className="opacity-80">{common.notSet}</span>
  return (
    <code className="break-words whitespace-pre-wrap">
      <SafeText text={typeof value === 'string' ? value : JSON.stringify(value)} />
    </code>
  )
}
