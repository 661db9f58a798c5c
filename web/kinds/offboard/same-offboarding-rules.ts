import type { ShownRequest } from '../../../src/client/client.ts';
import {
  type Commands,
  curl,
  flagsOf,
  type Members,
  quote,
  readMembers,
  tellFollow,
  tellShare,
  tellUser,
  termsOf,
} from '../../requests/command-rules.ts';

/** The same offboarding; where a group has caps or keeps who stands, the CLI cannot say it and follows instead. */
export function tellOffboarding(request: ShownRequest, _rows: unknown, origin: string): Commands {
  const { leaver, leavers, leads, reports, account } = readMembers(request.spec);
  const all: unknown[] = Array.isArray(leavers) ? leavers : [leaver];
  const userIds = all.map((each) => readMembers(each).userId);
  const [userId, ...others] = userIds;
  const endsAnyway = account === 'end-anyway';
  const groups = (Array.isArray(leads) ? leads : []).map(readMembers);
  const { to } = readMembers(reports);
  const follow = tellFollow(request, origin);
  if (typeof userId !== 'number') return follow;
  const body = {
    kind: 'offboard',
    ...(others.length === 0 ? { user: { userId } } : { users: userIds.map((each) => ({ userId: each })) }),
    ...(groups.length > 0 ? { leads: groups } : {}),
    ...(to === undefined || to === 'manager' ? {} : { reports: { to } }),
    ...(endsAnyway ? { account } : {}),
    ...termsOf(request),
  };
  const named = groups.map(tellGroup);
  const flags = [
    named.length > 0 ? `--leads ${named.join(' ')}` : '',
    tellTeam(to),
    endsAnyway ? '--end-anyway' : '',
    ...flagsOf(request),
  ].filter((flag) => flag !== '');
  return {
    cli: named.includes(undefined) ? follow.cli : ['baton offboard', ...userIds, ...flags].join(' '),
    curl: curl(`${origin}/api/v1/requests`, body),
  };
}

/** Such as `'Loan Officer/primary=126,127'`; undefined where the CLI has no word for it. */
function tellGroup({ agentRole, standing, to }: Members): string | undefined {
  const receivers = tellReceivers(readMembers(to));
  const role = agentRole === undefined ? '*' : String(agentRole);
  if (receivers === undefined || /[=/]/.test(role)) return undefined;
  return quote(`${role}${standing === undefined ? '' : `/${standing}`}=${receivers}`);
}

function tellReceivers({ user, distribution }: Members): string | undefined {
  if (user !== undefined) return tellUser(user);
  const { mode, receivers, keepStanding } = readMembers(distribution);
  const all = (Array.isArray(receivers) ? receivers : []).map(readMembers);
  const shares = all.map((each) => `${tellUser(each.user)}${tellShare(mode, each.share)}`).join(',');
  const isPlain = keepStanding !== true && all.every(({ cap }) => cap === undefined);
  if (!isPlain) return undefined;
  if (mode === 'level') return `level:${shares}`;
  return /[,:]/.test(shares) ? shares : undefined;
}

function tellTeam(to: unknown): string {
  if (to === undefined || to === 'manager') return '';
  if (!Array.isArray(to)) return `--reports-to ${tellUser(to)}`;
  const rows = to.map(readMembers).map(({ user, manager }) => `${tellUser(user)}=${tellUser(manager)}`);
  return rows.length === 0 ? '' : `--report ${rows.join(' ')}`;
}
