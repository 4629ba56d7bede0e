/** A table line with two legs and a lamp arc. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="none" stroke="currentColor" strokeWidth={1.75} strokeLinecap="round" strokeLinejoin="round" aria-hidden>
      <path d="M3 17h18M6 17v4M18 17v4" />
      <g className="text-accent" stroke="currentColor">
        <path d="M7.5 17v-7a5 5 0 0 1 9.7-1.7" />
        <path d="M14.4 10.2l5-2.6" />
      </g>
    </svg>
  )
}
