import type { BenchProps } from '@/pages/workspace/bench'

export default function HistoryTab(_: BenchProps) {
  return null
}
