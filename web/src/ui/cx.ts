/** Class names, those that are wanted. */
export const cx = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ')
