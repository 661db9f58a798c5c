/** What a row of a file of leads may ask for besides its lead. */
export const askedColumns = [
  'primary_email',
  'primary_user_id',
  'listed_emails',
  'listed_user_ids',
  'others',
  'agent_role',
  'remove_emails',
  'remove_user_ids',
] as const;

/**
 * The columns of the rows of a request as CSV, in their order. Whoever cuts such a file down can send it to an undo; from
 * `primary_email` on they are what was asked, so that it can be mended and sent again.
 */
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
  ...askedColumns,
  'user_email',
  'manager_email',
  'manager_id',
] as const;
