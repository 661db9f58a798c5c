/** What the audit trail tells, in words for people. */
export const auditWords = {
  'key-created': 'made an access key',
  'key-changed': 'changed an access key',
  'key-revoked': 'revoked an access key',
  'key-revived': 'brought an access key back',
  'key-first-used': 'used an access key for the first time',
  'link-created': 'made a sign-in link',
  'link-used': 'set a password by a sign-in link',
  'signed-in': 'signed in',
  'sign-in-failed': 'failed to sign in',
  'signed-out': 'signed out',
  'session-ended': 'ended sessions',
  'password-wrong': 'gave a wrong password',
  'password-changed': 'changed their password',
  'setting-changed': 'changed a setting',
  refused: 'was refused',
} as const;
export type AuditWhat = keyof typeof auditWords;

const whats: Readonly<Record<string, string>> = auditWords;
export function isAuditWhat(text: string): text is AuditWhat {
  return text in whats;
}
