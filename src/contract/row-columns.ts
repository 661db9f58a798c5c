/** The columns of the rows of a request as CSV, in their order. Whoever cuts such a file down can send it to an undo. */
export const rowColumns = [
  'row',
  'key',
  'lead_id',
  'user_id',
  'receiver_id',
  'receiver_email',
  'planned',
  'outcome',
  'code',
  'message',
  'why',
  'part',
  'left_alone',
  'before',
  'after',
  'undone_by',
] as const;
