import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import {
  bodyOfLeadFacts,
  type Commands,
  curl,
  flagsOf,
  quote,
  tellFactFlags,
  tellFollow,
  tellUser,
  termsOf,
} from '../../requests/command-rules.ts';

type Rows = RequestRowPage['items'];
type Kept = NonNullable<NonNullable<Rows[number]['input']>['facts']>;

/** The same change of facts; of several users or leads by the API alone. */
export function tellFacts(request: ShownRequest<'facts'>, rows: Rows, origin: string): Commands {
  const ofLeads = request.spec.about === 'leads';
  const asked = rows.flatMap((row) => (row.part !== undefined || ofLeads ? readRow(row, ofLeads) : []));
  const [first] = asked;
  if (!first || request.counts.total > asked.length) return tellFollow(request, origin);
  const list = asked.map(({ named, facts }) => ({
    ...named,
    facts: ofLeads ? bodyOfLeadFacts(facts) : facts,
  }));
  const body = { kind: 'facts', ...(ofLeads ? { leads: list } : { users: list }), ...termsOf(request) };
  const words = [`baton ${ofLeads ? 'leads' : 'users'} change`, first.word, ...tellFactFlags(first.facts)];
  return {
    cli: asked.length === 1 ? [...words, ...flagsOf(request)].join(' ') : tellFollow(request, origin).cli,
    curl: curl(`${origin}/api/v1/requests`, body),
  };
}

interface Asked {
  named: object;
  word: string;
  facts: Kept;
}

function readRow({ leadId, userId, input }: Rows[number], ofLeads: boolean): Asked[] {
  if (!input?.facts) return [];
  if (ofLeads) return leadId ? [{ named: { leadId }, word: String(leadId), facts: input.facts }] : [];
  const user = input.user ?? (userId ? { userId } : undefined);
  return user ? [{ named: { user }, word: quote(tellUser(user)), facts: input.facts }] : [];
}
