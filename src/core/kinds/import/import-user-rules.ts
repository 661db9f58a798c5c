import { type AccessRole, accessRoles } from '../../../contract/words/access-words.ts';
import { largestId } from '../../../contract/words/limits.ts';
import type { ColumnRules } from '../../csv/column-name-rules.ts';
import type { RowReader } from '../../csv/row-reader.ts';
import { userEmailNames } from '../../csv/vendor-names.ts';

/** A user as a file gives them. Null: the file leaves it to us. */
export interface UserEntry {
  userId: number | null;
  guid: string | null;
  email: string;
  firstName: string;
  lastName: string;
  agentRole: string;
  accessRole: AccessRole;
  isActive: boolean;
  managerEmail: string | null;
  /** Reports to nobody on purpose. */
  isHead: boolean;
}

export const userColumns: ColumnRules = {
  required: ['first_name', 'last_name', 'email', 'agent_role'],
  optional: ['access_role', 'user_id', 'guid', 'manager_email', 'is_active', 'is_head'],
  alsoCalled: { email: userEmailNames },
};

export function readUser(values: RowReader): UserEntry {
  const entry: UserEntry = {
    userId: values.wholeNumber('user_id', largestId),
    guid: values.guid('guid'),
    email: values.newEmail('email'),
    firstName: values.requiredText('first_name'),
    lastName: values.text('last_name'),
    agentRole: values.requiredWord('agent_role'),
    accessRole: values.oneOf('access_role', accessRoles) ?? 'agent',
    isActive: values.boolean('is_active') ?? true,
    managerEmail: values.email('manager_email'),
    isHead: values.boolean('is_head') ?? false,
  };
  if (entry.isHead && entry.managerEmail !== null) {
    values.refuse('is_head', 'is `true` beside a `manager_email`; whoever is a head reports to nobody.');
  }
  return entry;
}
