// Offboardings: what their plans freeze, and what comes of it at the run.

import assert from 'node:assert/strict';
import type { Organisation, Plan } from '../organisation.ts';
import type { ShownRow } from '../product.ts';
import type { Policies, Prospect } from '../rules/modes.ts';
import { type Person, takesLeads } from '../rules/people.ts';
import type { Receiver } from '../rules/receivers.ts';
import { listStaying } from '../rules/staying.ts';
import { listLeaving } from '../rules/succession.ts';
import type { TeamLine, TeamLines } from '../rules/team-rules.ts';
import { splitOf } from './lead-plans.ts';
import { foreseeLeaverLead, type Group, groupOf, type LeaverRow, listLeaverLeads } from './leaver-leads.ts';
import { foreseeLines, type LineAsk } from './line-rows.ts';
import { findReceiver } from './references.ts';
import { assertFairShares, listTakers } from './splits.ts';

export interface Leaving extends Policies {
  leavers: readonly Person[];
  groups: readonly Group[];
  team: TeamLines;
  account: 'wait' | 'end-anyway' | undefined;
  onReceiverUnavailable: 'fail' | 'split' | undefined;
  shown: readonly ShownRow[];
}

/** Accounts are told first, then the leavers' own lines, then their reports, then leads, whenever each is done. */
export function planOffboarding(organisation: Organisation, leaving: Leaving): Plan {
  const { leavers, groups, team, account, onFailure, onDrift, onReceiverUnavailable } = leaving;
  const gone = new Set(leavers.map(({ userId }) => userId));
  const waits = account !== 'end-anyway';
  const own = freezeLines(organisation, team.own);
  const reports = freezeLines(organisation, team.reports);
  const lines = [...own, ...reports];
  const rows = freezeLeads(organisation, leaving, gone);
  const told = listTold(organisation, rows);
  const split = groups.map(({ to }) => splitOf(to)).find((each) => each !== undefined);
  return {
    kind: 'offboard',
    leaving: { leavers: gone, ends: true, waits },
    policies: { onFailure, onDrift },
    foresee: (doing, shown) => {
      const takers = listTakers(organisation, split);
      const ofOwn = foreseeLines(organisation, own, { by: doing.by, onDrift });
      const { managerOf } = organisation;
      if (!waits) for (const userId of listDone(ofOwn, 'user')) managerOf.delete(userId); // they end first then
      const ofReports = foreseeLines(organisation, reports, { by: doing.by, onDrift, managerOf });
      const pour: number[] = [];
      const ofLeads = rows.map((row, place) => {
        const userId = shown[leavers.length + lines.length + place]?.receiver?.userId;
        const chosen = takers.find((person) => person.userId === userId);
        const isSplitAgain = onReceiverUnavailable === 'split';
        const hasTakers = takers.length > 0;
        const running = { onDrift, doing, told, isSplitAgain, hasTakers, chosen, pour };
        const prospect = foreseeLeaverLead(organisation, row, { leavers: gone, running });
        return { subject: { lead: row.leadId }, prospect };
      });
      const placed = [...ofReports, ...ofLeads];
      const staying = waits ? findStaying(organisation, gone, { own: ofOwn, placed }) : new Set<number>();
      const ofAccounts = leavers.map((person) => ({
        subject: { account: person.userId },
        prospect: staying.has(person.userId) ? kept : foreseeEnd(organisation, person, doing.by),
      }));
      const ofOwnLines = ofOwn.map((row) => ({
        ...row,
        prospect: 'user' in row.subject && staying.has(row.subject.user) ? kept : row.prospect,
      }));
      return [...ofAccounts, ...ofOwnLines, ...placed];
    },
  };
}

function freezeLines(organisation: Organisation, lines: readonly TeamLine[]): LineAsk[] {
  return lines.map(({ userId, managerId }) => ({
    user: { person: organisation.person(userId) },
    manager: managerId === null ? null : { person: organisation.person(managerId) },
    touchedBy: organisation.line(userId).last.by,
    mayLose: true,
  }));
}

function freezeLeads(
  organisation: Organisation,
  { leavers, groups, team, shown }: Leaving,
  gone: ReadonlySet<number>,
): LeaverRow[] {
  const first = leavers.length + team.own.length + team.reports.length;
  const split = groups.map(({ to }) => splitOf(to)).find((each) => each !== undefined);
  const takers = listTakers(organisation, split);
  const rows = listLeaverLeads(organisation, groups, gone).map((leadId, place): LeaverRow => {
    const { places, revision } = organisation.lead(leadId);
    const userId = shown[first + place]?.receiver?.userId;
    const receiveBy = (group: Group | undefined): Receiver => {
      const receiver = group ? findReceiver(organisation.people, group.to) : assert.fail('no group');
      if (receiver.by !== 'no turn') return receiver;
      const person = takers.find((taker) => taker.userId === userId);
      return { by: 'share', person: person ?? assert.fail(`lead ${leadId} goes to ${userId}`) };
    };
    const given = listLeaving(places, gone).map((each) => ({
      userId: each.userId,
      receiver: receiveBy(groups[groupOf(groups, each) ?? -1]),
    }));
    const [{ receiver } = assert.fail('no place')] = given;
    return { leadId, revision, receiver, heirs: new Map(given.map((each) => [each.userId, each.receiver])) };
  });
  const shared = rows.flatMap(({ receiver }) => (receiver.by === 'share' ? receiver.person.userId : []));
  if (split) assertFairShares(organisation, split, shared);
  return rows;
}

/** Who is named, takes no leads, and would be given a place all the same: whoever planned was told. */
function listTold(organisation: Organisation, rows: readonly LeaverRow[]): Set<Person> {
  const given = rows.flatMap(({ leadId, receiver, heirs }) => {
    const { places } = organisation.lead(leadId);
    return [receiver, ...heirs.values()].flatMap((each) => {
      if (each.by !== 'name' || 'code' in each.named) return [];
      const { person } = each.named;
      const isTheirs = places.some(
        ({ userId, role, standing }) =>
          userId === person.userId && role === person.role && standing === 'primary',
      );
      return isTheirs ? [] : [person];
    });
  });
  return new Set(given.filter((person) => !takesLeads(person)));
}

type Foreseen = ReturnType<Plan['foresee']>[number];

const kept: Prospect = { kind: 'failed', code: 'something-left' };

/** The leads or users of the rows that are done. */
function listDone(rows: readonly Foreseen[], kind: 'lead' | 'user'): number[] {
  return rows.flatMap(({ subject, prospect }) => {
    if (prospect.kind !== 'do') return [];
    if (kind === 'lead') return 'lead' in subject ? subject.lead : [];
    return 'user' in subject ? subject.user : [];
  });
}

/** The leavers who would still stand on leads, or have reports, once all of this is done. */
function findStaying(
  organisation: Organisation,
  gone: ReadonlySet<number>,
  { own, placed }: { own: readonly Foreseen[]; placed: readonly Foreseen[] },
): Set<number> {
  const placedLeads = new Set(listDone(placed, 'lead'));
  const placedUsers = new Set(listDone(placed, 'user'));
  const stands = (userId: number) =>
    [...organisation.leads.values()].some(
      ({ leadId, places }) => !placedLeads.has(leadId) && places.some((place) => place.userId === userId),
    );
  const hasReport = (userId: number, ending: ReadonlySet<number>) =>
    [...organisation.managerOf].some(
      ([report, managerId]) => managerId === userId && !placedUsers.has(report) && !ending.has(report),
    );
  return listStaying({
    leavers: [...gone],
    own: listDone(own, 'user'),
    holds: (userId, ending) => stands(userId) || hasReport(userId, ending),
  });
}

function foreseeEnd(organisation: Organisation, person: Person, by: number): Prospect {
  const apply = () => {
    const { isActive } = person;
    if (isActive) organisation.switchAccount(person, false, { by });
    return isActive;
  };
  return { kind: 'do', apply };
}
