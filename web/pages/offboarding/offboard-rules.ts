// What somebody chose for everything a leaver leaves behind, and what it makes of it.

import type { Inventory, OffboardPlan, ReportPage, ShownSession } from '../../../src/client/client.ts';
import {
  emptyReceivers,
  findReceiverGap,
  namedIn,
  type ReceiverDraft,
  toReceiver,
} from '../../forms/receiver-draft.ts';
import { emptyTerms, type TermsDraft, toTerms } from '../../forms/terms-draft.ts';
import type { JoinedInventory } from './join-rules.ts';

export type HeldLeads = Inventory['leads'][number];

/** To whom the direct reports go. */
export type TeamChoice = 'manager' | 'one' | 'each';

export interface OffboardDraft extends TermsDraft {
  /** Who leaves along with whom the page is about. */
  also: readonly number[];
  /** The accounts end first, whatever becomes of the rest. */
  endsAnyway: boolean;
  /** By what `nameGroup` says. */
  groups: Readonly<Record<string, ReceiverDraft>>;
  /** Undefined: not chosen yet. */
  team: TeamChoice | undefined;
  heir: number | undefined;
  /** The new manager of each report for whom one was chosen; the others go to the leaver's manager. */
  managers: ReadonlyMap<number, number>;
}

/** What a part of the guide is given. */
export interface GuideProps {
  draft: OffboardDraft;
  change: (members: Partial<OffboardDraft>) => void;
  inventory: JoinedInventory;
}

/** And the part about the direct reports: the first of them. */
export interface TeamProps extends GuideProps {
  reports: ReportPage;
}

export const emptyOffboardDraft: OffboardDraft = {
  ...emptyTerms,
  also: [],
  endsAnyway: false,
  groups: {},
  team: undefined,
  heir: undefined,
  managers: new Map(),
};

/** Leads are shared out by the role and the standing that the leaver has on them. */
export function nameGroup({ role, standing }: Pick<HeldLeads, 'role' | 'standing'>): string {
  return `${role}, ${standing}`;
}

export function receiversOf({ groups }: OffboardDraft, held: HeldLeads): ReceiverDraft {
  return groups[nameGroup(held)] ?? emptyReceivers;
}

/** The reports go up by themselves where somebody active is above. */
export function teamOf({ team }: OffboardDraft, { manager, leavers }: JoinedInventory): TeamChoice {
  const chosen = team === 'each' && leavers.length > 1 ? undefined : team;
  return chosen ?? (manager?.isActive ? 'manager' : 'one');
}

/** Why the server would refuse whatever is chosen; undefined where it would not. */
export function findGuard({ user }: ShownSession, leaver: { userId: number }): string | undefined {
  if (user.accessRole !== 'administrator')
    return `Offboarding needs the access role administrator; yours is ${user.accessRole}.`;
  if (user.userId === leaver.userId)
    return 'Nobody can offboard themselves, so one administrator always stays. Ask another administrator to do it.';
  return undefined;
}

export function isNothingLeft({ user, leads, reports, keys, scheduledRequests }: Inventory): boolean {
  return !user.isActive && leads.length + reports.count + keys.count + scheduledRequests.count === 0;
}

/** What is still missing, in the words of the guide; undefined where nothing is. */
export function findOffboardGap(draft: OffboardDraft, inventory: JoinedInventory): string | undefined {
  const { user, leavers, leads } = inventory;
  if (leavers.length <= draft.also.filter((userId) => userId !== user.userId).length)
    return 'What those hold who leave too is still being read.';
  for (const held of leads) {
    const receivers = receiversOf(draft, held);
    const gap = findReceiverGap(receivers);
    if (gap !== undefined) return `${nameGroup(held)}: ${gap}`;
    const leaver = leavers.find(({ userId }) => namedIn(receivers).includes(userId));
    if (leaver) return `${nameGroup(held)}: ${leaver.name} leaves, so cannot receive. Choose somebody else.`;
  }
  return findTeamGap(draft, inventory);
}

function findTeamGap(draft: OffboardDraft, inventory: JoinedInventory): string | undefined {
  const { leavers, reports, manager } = inventory;
  const team = teamOf(draft, inventory);
  if (reports.count === 0) return undefined;
  if (team === 'one' && draft.heir === undefined) return 'Team: Choose who leads the reports.';
  const heads = team === 'one' ? [draft.heir] : team === 'each' ? [...draft.managers.values()] : [];
  const leaver = leavers.find(({ userId }) => heads.includes(userId));
  if (leaver) return `Team: ${leaver.name} leaves, so cannot lead. Choose somebody else.`;
  const missing = reports.count - draft.managers.size;
  return team === 'each' && !manager?.isActive && missing > 0
    ? `Team: Choose a manager for ${missing === 1 ? '1 more report' : `${missing} more reports`}; nobody active is above to take them.`
    : undefined;
}

/** Whether several share in any of the leads. */
export function isAnySplit(draft: OffboardDraft, { leads }: JoinedInventory): boolean {
  return leads.some((held) => receiversOf(draft, held).split !== 'one');
}

/** The choices as the API takes them. */
export function toOffboardPlan(draft: OffboardDraft, inventory: JoinedInventory): OffboardPlan {
  const { user, leavers, leads, reports } = inventory;
  const users = leavers.map(({ userId }) => ({ userId }));
  return {
    kind: 'offboard',
    ...(users.length > 1 ? { users } : { user: { userId: user.userId } }),
    leads: leads.map((held) => ({
      agentRole: held.role,
      standing: held.standing,
      to: toReceiver(receiversOf(draft, held)),
    })),
    ...(reports.count === 0 ? {} : { reports: { to: toNewManagers(draft, inventory) } }),
    ...(draft.endsAnyway ? { account: 'end-anyway' as const } : {}),
    ...toTerms(draft, isAnySplit(draft, inventory)),
  };
}

function toNewManagers(
  draft: OffboardDraft,
  inventory: JoinedInventory,
): NonNullable<OffboardPlan['reports']>['to'] {
  const team = teamOf(draft, inventory);
  if (team === 'one' && draft.heir !== undefined) return { userId: draft.heir };
  if (team !== 'each') return 'manager';
  return [...draft.managers].map(([userId, managerId]) => ({
    user: { userId },
    manager: { userId: managerId },
  }));
}
