/** What the radar finds, in the order in which it lists it. */
export const orphanKinds = [
  'lead-unassigned',
  'lead-primary-inactive',
  'lead-secondary-inactive',
  'role-without-primary',
  'user-manager-inactive',
  'user-without-manager',
  'book-over-limit',
  'request-names-leaver',
] as const;

export type OrphanKind = (typeof orphanKinds)[number];
