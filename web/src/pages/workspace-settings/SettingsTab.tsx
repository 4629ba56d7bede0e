import type { BenchProps } from '@/pages/workspace/bench'

export default function SettingsTab(_: BenchProps) {
  return null
}
