// How a user stands on a lead, and in which order leads are listed.

export const standings = ['primary', 'secondary'] as const;
export type Standing = (typeof standings)[number];

export const leadSorts = [
  'leadId',
  '-leadId',
  'name',
  '-name',
  'status',
  '-status',
  'createdAt',
  '-createdAt',
] as const;
export type LeadSort = (typeof leadSorts)[number];
