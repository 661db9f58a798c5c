import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import {
  bodyOfLeadFacts,
  type Commands,
  curl,
  flagsOf,
  quote,
  tellFirstFacts,
  tellFollow,
  tellUser,
  termsOf,
} from '../../requests/command-rules.ts';

type Rows = RequestRowPage['items'];

/** The same leads made, archived or brought back once more; several new ones by the API alone. */
export function tellRecord(request: ShownRequest<'record'>, rows: Rows, origin: string): Commands {
  const { isArchived } = request.spec;
  if (request.counts.total > rows.length) return tellFollow(request, origin);
  return isArchived === undefined
    ? tellNewLeads(request, rows, origin)
    : tellArchived({ request, isArchived }, rows, origin);
}

function tellArchived(
  { request, isArchived }: { request: ShownRequest<'record'>; isArchived: boolean },
  rows: Rows,
  origin: string,
): Commands {
  const leads = rows.flatMap(({ leadId }) => leadId ?? []);
  const words = [`baton leads ${isArchived ? 'archive' : 'restore'}`, ...leads, ...flagsOf(request)];
  const body = { kind: 'record', leads, isArchived, ...termsOf(request) };
  return { cli: words.join(' '), curl: curl(`${origin}/api/v1/requests`, body) };
}

function tellNewLeads(request: ShownRequest<'record'>, rows: Rows, origin: string): Commands {
  const asked = rows.flatMap(({ input }) => (input?.facts ? [{ ...input, facts: input.facts }] : []));
  const [first] = asked;
  if (!first) return tellFollow(request, origin);
  const newLeads = asked.map(({ facts, leadId, primary, listed }) => ({
    ...(leadId === undefined ? {} : { leadId }),
    ...bodyOfLeadFacts(facts),
    ...(primary ? { primary } : {}),
    ...(listed ? { listed } : {}),
  }));
  const body = { kind: 'record', newLeads, ...termsOf(request) };
  const { createdAt, ...facts } = first.facts;
  const words = [
    'baton leads add',
    ...tellFirstFacts(facts),
    ...(first.leadId === undefined ? [] : [`--lead-id ${first.leadId}`]),
    ...(createdAt ? [`--created-at ${createdAt}`] : []),
    ...(first.primary ? [`--primary ${quote(tellUser(first.primary))}`] : []),
    ...flagsOf(request),
  ];
  const isOne = asked.length === 1 && !first.listed;
  return {
    cli: isOne ? words.join(' ') : tellFollow(request, origin).cli,
    curl: curl(`${origin}/api/v1/requests`, body),
  };
}
