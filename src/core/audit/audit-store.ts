import { channel } from 'node:diagnostics_channel';
import type { AuditWhat } from '../../contract/rules/audit-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';

/** Whoever does what is told: with the key and from the address, where these are known. */
export type Doer = Reader & { accessKey?: string | undefined; address?: string | undefined };

/** A user who does it. What they may do was judged before. */
export type KnownDoer = Omit<Doer, 'accessRole'> & { userId: number };

export interface AuditNote {
  what: AuditWhat;
  about?: number | undefined;
  detail?: string | undefined;
}

/** Where each event is told besides: whoever keeps a log listens. */
export const auditChannel = channel('baton.audit');

/** Adds to the trail in the transaction of what is told, so neither is without the other. No secret may be in it. */
export function noteEvent(tx: Transaction, doer: Omit<Doer, 'accessRole'>, note: AuditNote): void {
  const { orgId, userId, accessKey, address } = doer;
  const { what, about, detail } = note;
  tx.write({
    text: `insert into audit_event (org_id, what, user_id, access_key, about, detail, address)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [orgId, what, userId, accessKey ?? null, about ?? null, detail ?? null, address ?? null],
  });
  auditChannel.publish({ orgId, what, userId, about, address }); // a log holds no access key, which a detail may
}
