import type { BenchProps } from '@/pages/workspace/bench'

export default function TerminalTab(_: BenchProps) {
  return null
}
