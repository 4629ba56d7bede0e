import type { BenchProps } from '@/pages/workspace/bench'

export default function FilesTab(_: BenchProps) {
  return null
}
