import type { AccessRole } from '../../contract/words/access-words.ts';
import type { ExternalKeysAsk } from '../external-keys/read-external-keys.ts';
import type { UserReference } from '../users/user-reference.ts';

/** Somebody who comes for the first time, and whom they report to. */
export interface NewUserAsk {
  firstName: string;
  lastName?: string | undefined;
  email: string;
  agentRole: string;
  accessRole?: AccessRole | undefined;
  manager?: UserReference | null | undefined;
  externalKeys?: ExternalKeysAsk | undefined;
  /** The caller's own key of the row. */
  key?: string | undefined;
}
