import type { Spec } from '../../../contract/v1/kinds/kinds.ts';
import type { Grouping } from '../../assignments/run/read-terms.ts';
import { runLeadRows } from '../../assignments/run/run-lead-rows.ts';
import type { DecideLead } from '../../law/assignment-rules.ts';
import { decideSuccession } from '../../law/succession-rules.ts';
import type { RunChunk } from '../../ledger/chunk-runner.ts';
import { sortIntoGroups } from './offboarding-rules.ts';
import { chooseHeirs } from './place-rules.ts';

/** A lead's change when these users leave it. */
export function succeedTo(leaverIds: ReadonlySet<number>): DecideLead {
  return (current, { primary, heirs }) => decideSuccession(current, { leaverIds, successor: primary, heirs });
}

/** Whom an offboarding is about. */
export function leaversOf({ leavers }: Pick<Spec<'offboard'>, 'leavers'>): Set<number> {
  return new Set(leavers.map(({ userId }) => userId));
}

/** Runs the frozen leads of leavers: their place on each goes to the receiver of its row, or to their own heir. */
export function runSuccessionChunk(spec: Spec<'offboard'>): RunChunk {
  const leaverIds = leaversOf(spec);
  const decide = succeedTo(leaverIds);
  const grouping = groupBy(spec, leaverIds);
  return (tx, orgId, request, chunk) =>
    runLeadRows(tx, orgId, { request, chunk, kept: { caps: spec.caps }, decide, ...grouping });
}

/** By how the leavers stand on a lead, as in the plan. Where none does any more, nobody is to get anything. */
function groupBy({ leads, shares }: Spec<'offboard'>, leavers: ReadonlySet<number>): Grouping {
  return {
    groups: leads.map(({ to }, place) => ({ to, shares: shares[place] ?? [] })),
    choose: (lead, open) => {
      const held = lead.current
        .filter(({ userId }) => leavers.has(userId))
        .map((way) => ({ ...way, leads: 1 }));
      if (held.length === 0) return { receiver: null, why: undefined };
      const { groups } = sortIntoGroups(held, leads);
      const userIds = [...leavers];
      const chooseIn = groups.map((ways, group) => () => open(group, { userIds, ways }));
      return chooseHeirs({ leavers, groups, open: chooseIn })(lead);
    },
  };
}
