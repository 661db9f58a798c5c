import type { AuditPage } from '../../../contract/v1/audit.ts';
import type { KeyPage, OrgKeyPage } from '../../../contract/v1/keys.ts';
import { formOf, personCells } from './csv-form.ts';

type Key = KeyPage['items'][number];
type OrgKey = OrgKeyPage['items'][number];
type AuditEvent = AuditPage['items'][number];

export const keyCells = {
  access_key: ({ accessKey }: Key) => accessKey,
  name: ({ name }: Key) => name,
  scopes: ({ scopes }: Key) => scopes.join(';'),
  is_in_force: ({ isInForce }: Key) => isInForce,
  created_at: ({ createdAt }: Key) => createdAt,
  expires_at: ({ expiresAt }: Key) => expiresAt,
  last_used_at: ({ lastUsedAt }: Key) => lastUsedAt,
  revoked_at: ({ revokedAt }: Key) => revokedAt,
  ...personCells('made_by', ({ madeBy }: Key) => madeBy),
};

export const keyForm = formOf<Key>(keyCells);

export const orgKeyForm = formOf<OrgKey>({
  ...personCells('user', ({ user }: OrgKey) => user),
  ...keyCells,
});

export const auditForm = formOf<AuditEvent>({
  event_id: ({ eventId }) => eventId,
  at: ({ at }) => at,
  what: ({ what }) => what,
  ...personCells('by', ({ by }: AuditEvent) => by),
  access_key: ({ accessKey }) => accessKey,
  ...personCells('key_made_by', ({ keyMadeBy }: AuditEvent) => keyMadeBy),
  ...personCells('about', ({ about }: AuditEvent) => about),
  detail: ({ detail }) => detail,
  address: ({ address }) => address,
});
