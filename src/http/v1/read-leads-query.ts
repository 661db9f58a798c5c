import { Refusal } from '../../contract/refusal.ts';
import type { LeadsQuery } from '../../contract/v1/leads.ts';
import { defaultLimit } from '../../contract/v1/paging.ts';
import { mostAttributes } from '../../contract/words/limits.ts';
import { readMoments } from '../../core/leads/lead-conditions.ts';
import type { LeadsAsk } from '../../core/leads/list-leads.ts';
import { readJson } from '../wire/read-json.ts';

/** What a query asks for, in core's words. */
export function readLeadsQuery(query: LeadsQuery): LeadsAsk {
  const { ownerUserId, ownerEmail, sort = 'leadId', count = false, limit = defaultLimit, ...rest } = query;
  const isOwnerNamed = ownerUserId !== undefined || ownerEmail !== undefined;
  return {
    ...readMoments(rest),
    ...(isOwnerNamed ? { owner: { userId: ownerUserId, email: ownerEmail } } : {}),
    status: toList(rest.status),
    source: toList(rest.source),
    state: toList(rest.state),
    attributes: readAttributes(rest.attributes),
    sort,
    count,
    limit,
  };
}

function toList(value: string | string[] | undefined): string[] | undefined {
  return value === undefined ? undefined : [value].flat();
}

function readAttributes(text: string | undefined): Record<string, string> | undefined {
  if (text === undefined) return undefined;
  const attributes = readJson(Buffer.from(text), { what: 'attributes', field: 'attributes' });
  if (isTexts(attributes) && Object.keys(attributes).length <= mostAttributes) return attributes;
  throw new Refusal('invalid-input', {
    field: 'attributes',
    message: `attributes must be a JSON object of at most ${mostAttributes} texts, such as {"branch":"Denver"}.`,
  });
}

/** Without what text storage refuses. */
function isTexts(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value)
    .flat()
    .every((each) => typeof each === 'string' && !/[\p{Cc}\p{Cs}]/u.test(each));
}
