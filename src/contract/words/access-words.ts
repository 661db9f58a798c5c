// What somebody may do in Baton.

export const accessRoles = ['administrator', 'manager', 'agent'] as const;
export type AccessRole = (typeof accessRoles)[number];

/** Who may remove users from leads without naming who receives them. */
export const mayRemoveChoices = ['nobody', 'administrators', 'managers'] as const;
export type MayRemove = (typeof mayRemoveChoices)[number];
