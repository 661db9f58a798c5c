import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import {
  type Commands,
  curl,
  flagsOf,
  quote,
  tellFirstFacts,
  tellFollow,
  tellUser,
  termsOf,
} from '../../requests/command-rules.ts';
import { readAccounts } from './asked-rules.ts';

type Rows = RequestRowPage['items'];

/** The same people once more; several of them by the API alone. */
export function tellNewcomers(request: ShownRequest<'account'>, rows: Rows, origin: string): Commands {
  const asked = rows.flatMap(({ part, input }) =>
    part === 'account' && input?.facts ? [{ facts: input.facts, manager: input.manager }] : [],
  );
  const [first] = asked;
  if (!first || asked.length < readAccounts(request).newUsers) return tellFollow(request, origin);
  const newUsers = asked.map(({ facts, manager }) => ({ ...facts, ...(manager ? { manager } : {}) }));
  const body = { kind: 'account', isActive: true, newUsers, ...termsOf(request) };
  const words = [
    'baton users add',
    ...tellFirstFacts(first.facts),
    ...(first.manager ? [`--manager ${quote(tellUser(first.manager))}`] : []),
    ...flagsOf(request),
  ];
  return {
    cli: asked.length === 1 ? words.join(' ') : tellFollow(request, origin).cli,
    curl: curl(`${origin}/api/v1/requests`, body),
  };
}
