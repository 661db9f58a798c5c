import { Refusal } from '../../../contract/refusal.ts';
import type { KeysAbout } from '../../external-keys/external-key-store.ts';
import { nameByKey } from '../../external-keys/get-by-key.ts';
import type { ExternalKey } from '../../external-keys/read-external-keys.ts';

/** Who or what has the key now. Without a request all was so already. */
export interface PutSubject {
  id: number;
  requestId: number | null;
  isNew: boolean;
  isRepeat: boolean;
}

/** Whoever names a version means one that there is. */
export function refuseUnmatched(about: KeysAbout, named: ExternalKey): Refusal {
  return new Refusal('changed-meanwhile', {
    field: 'If-Match',
    message: `There is no ${about} ${nameByKey(named)}, so nothing was made. Leave If-Match out to make one.`,
  });
}
