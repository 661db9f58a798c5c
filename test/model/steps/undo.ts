// The undo of a request, or of some of its rows, and of an undo. Each row is undone once.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Ended, Organisation, Row } from '../organisation.ts';
import type { Policies } from '../rules/modes.ts';
import { stepsOf } from '../step.ts';
import { anyWay, ask, assertRefused, goOn } from './plans.ts';
import { anyPolicies } from './policies.ts';
import { nameOf } from './taken-rows.ts';
import { planUndo } from './undo-plans.ts';

/** Which of the rows that are left; all of them where that is none. */
const anyPart = fc.oneof(fc.constant('all' as const), fc.integer({ min: 1, max: 255 }));

export const undoing = stepsOf(
  'undo',
  fc.record({
    back: fc.nat(12),
    part: anyPart,
    policies: anyPolicies,
    way: anyWay.map((way) => ({ ...way, planOnly: false })),
  }),
  async ({ back, part, policies: asked, way }, organisation, product) => {
    const undone = listToUndo(organisation)[back] ?? assert.fail('there is nothing to undo');
    const policies = choosePolicies(undone, asked);
    const left = undone.rows.filter((row) => row.outcome === 'changed' && !undone.taken.has(nameOf(row)));
    const chosen = choose(left, part);
    const isWhole = undone.taken.size === 0 && chosen.length === left.length;
    const body = { ...policies, ...(isWhole ? {} : nameRows(chosen)) };
    const told = await ask(product, `/api/v1/requests/${undone.requestId}/undo`, body, way);
    if (left.length === 0) {
      undone.isClosed = true;
      return assertRefused(told, 'nothing-to-undo');
    }
    for (const row of chosen) undone.taken.add(nameOf(row));
    undone.isClosed = chosen.length === left.length;
    if (undone.undoes) undone.undoes.isClosed = true; // what stands again may be undone again, but is not here
    await goOn(told, {
      organisation,
      product,
      way,
      plan: planUndo(organisation, { undone, rows: chosen, policies }),
    });
  },
  ({ back }, organisation) => listToUndo(organisation)[back] !== undefined,
);

/** The latest first. */
function listToUndo({ ended }: Pick<Organisation, 'ended'>): Ended[] {
  return ended.filter(({ isClosed }) => !isClosed).toReversed();
}

/** Lines are one tree and accounts end last, so where a row ends the rest is said of leads alone. */
function choosePolicies({ kind, rows }: Ended, { onFailure, onDrift }: Policies): Policies {
  const isOfLeads = rows.every(({ subject }) => 'lead' in subject);
  const endsAccounts = kind === 'undo' && rows.some(({ subject }) => 'account' in subject);
  return {
    onFailure: endsAccounts || (onFailure === 'stop' && !isOfLeads) ? 'continue' : onFailure,
    onDrift: onDrift === 'stop' && isOfLeads ? 'stop' : 'skip',
  };
}

/** A user's line and account go together. */
function choose(rows: readonly Row[], part: number | 'all'): readonly Row[] {
  if (part === 'all') return rows;
  const names = [...new Set(rows.map(nameOf))].filter((_, place) => (part >> (place % 8)) % 2 === 1);
  const chosen = rows.filter((row) => names.includes(nameOf(row)));
  return chosen.length > 0 ? chosen : rows;
}

function nameRows(rows: readonly Row[]): object {
  const leads = rows.flatMap(({ subject }) => ('lead' in subject ? subject.lead : []));
  const users = rows.flatMap(({ subject }) =>
    'user' in subject ? subject.user : 'account' in subject ? subject.account : [],
  );
  return {
    ...(leads.length > 0 ? { leads } : {}),
    ...(users.length > 0 ? { users: [...new Set(users)] } : {}),
  };
}
