/** What the audit trail tells, in words for people. */
export const auditWords = {
  'key-created': 'made an access key',
  'key-changed': 'changed an access key',
  'key-revoked': 'revoked an access key',
  'key-revived': 'brought an access key back',
  'key-first-used': 'used an access key for the first time',
  'key-refused': 'tried an access key with a wrong secret, or after its end',
  'link-created': 'made a sign-in link',
  'link-used': 'set a password by a sign-in link',
  'signed-in': 'signed in',
  'sign-in-failed': 'failed to sign in',
  'sign-in-delayed': 'has to wait after failing to sign in too often',
  'code-failed': 'gave a wrong code of a second factor',
  'signed-out': 'signed out',
  'session-ended': 'ended sessions',
  'password-wrong': 'gave a wrong password',
  'password-changed': 'changed their password',
  'second-factor-set': 'set up a second factor',
  'second-factor-removed': 'removed a second factor',
  'recovery-codes-made': 'made new recovery codes',
  'recovery-code-used': 'used a recovery code',
  'head-named': 'said that somebody reports to nobody on purpose',
  'head-ended': 'ended that somebody reports to nobody on purpose',
  'setting-changed': 'changed a setting',
  refused: 'was refused',
} as const;
export type AuditWhat = keyof typeof auditWords;

const whats: Readonly<Record<string, string>> = auditWords;
export function isAuditWhat(text: string): text is AuditWhat {
  return text in whats;
}

export const auditWhats: AuditWhat[] = Object.keys(auditWords).filter(isAuditWhat);
