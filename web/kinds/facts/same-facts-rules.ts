import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import {
  type Commands,
  curl,
  flagsOf,
  quote,
  tellFollow,
  tellUser,
  termsOf,
} from '../../requests/command-rules.ts';

type Rows = RequestRowPage['items'];

const flagNames: Readonly<Record<string, string>> = {
  firstName: '--first-name',
  lastName: '--last-name',
  email: '--email',
  agentRole: '--agent-role',
  accessRole: '--access-role',
};

/** The same change of facts; of several users by the API alone. */
export function tellFacts(request: ShownRequest<'facts'>, rows: Rows, origin: string): Commands {
  const asked = rows.flatMap(({ part, userId, input }) =>
    part === 'facts' && input?.facts
      ? [{ user: input.user ?? { userId: userId ?? 0 }, facts: input.facts }]
      : [],
  );
  const [first] = asked;
  if (!first || request.counts.total > asked.length) return tellFollow(request, origin);
  const body = { kind: 'facts', users: asked, ...termsOf(request) };
  const flags = Object.entries(first.facts).map(
    ([fact, value]) => `${flagNames[fact]} ${quote(value ?? '')}`,
  );
  return {
    cli:
      asked.length === 1
        ? ['baton users change', quote(tellUser(first.user)), ...flags, ...flagsOf(request)].join(' ')
        : tellFollow(request, origin).cli,
    curl: curl(`${origin}/api/v1/requests`, body),
  };
}
