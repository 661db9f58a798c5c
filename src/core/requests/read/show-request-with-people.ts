import type { ShownRequest } from '../../../contract/v1/shown-request.ts';
import type { Database } from '../../../database/database.ts';
import type { Reader } from '../../access/access-rules.ts';
import { listUsers, type UserSummary } from '../../users/list-users.ts';
import { listNamedUsers } from './named-users-rules.ts';
import { showRequest } from './show-request.ts';

const mostPeople = 1_000;

/** A request with those in sight whom it names by id, so that whoever shows it need not ask for each. */
export async function showRequestWithPeople(
  database: Database,
  reader: Reader,
  requestId: number,
): Promise<ShownRequest & { people: UserSummary[] }> {
  const request = await showRequest(database, reader, requestId);
  const userIds = listNamedUsers([request.spec, request.preview], mostPeople);
  const { items } = await listUsers(database, reader, { userIds, limit: mostPeople });
  return { ...request, people: items };
}
