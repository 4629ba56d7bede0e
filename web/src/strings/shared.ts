export const shared = {
  title: 'Shared session',
  untitled: 'Untitled session',
  upTo: (seq: number) => `As it was at event ${seq}`,
  ends: 'the link ends',
  redacted: 'What went into tools and came out of them is left out; replies may repeat some of it.',
  gone: 'This link shows nothing: it was never made, it has ended, or it was taken back.',
  transcript: 'Conversation',
  more: 'Show more',
} as const
