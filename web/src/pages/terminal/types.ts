export type Terminal = {
  id: string
  workspace_id: string
  status: 'running' | 'exited' | (string & {})
  exit_code: number | null
  signal: string | null
  reason: string | null
  cols: number
  rows: number
  title: string
  command: string
  cwd: string
  viewers: number
  driver: string | null
  opened_at: string
  ended_at: string | null
  bytes: number | null
  recording: { bytes: number; complete: boolean } | null
}

/** Who sets the size and alone is obeyed. */
export type Driver = { name: string; principal: string; you: boolean } | null

/** Somebody who looks on; one person may do so in several windows. */
export type Viewer = { name: string; principal: string; you: boolean }

/** What the server says; kinds that are not known are ignored. */
export type Told =
  | { t: 'hello'; id: string; cols: number; rows: number; mode: 'drive' | 'view'; driver: Driver; head: number; oldest: number; viewers?: Viewer[] }
  | { t: 'snapshot'; offset: number; bytes: number; cols: number; rows: number }
  | { t: 'live' }
  | { t: 'size'; cols: number; rows: number }
  | { t: 'driver'; driver: Driver }
  | { t: 'viewers'; viewers: Viewer[] }
  | { t: 'resync' }
  | { t: 'exit'; code: number | null; signal: string | null; reason: string }
