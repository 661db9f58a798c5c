import type { ShownRequest } from '../../../src/client/client.ts';
import {
  type Commands,
  curl,
  flagsOf,
  quote,
  tellFollow,
  tellShare,
  tellUser,
  termsOf,
} from '../../requests/command-rules.ts';
import type { Receiving } from '../../requests/split-rules.ts';

/** The same offboarding; where a group has caps or keeps who stands, the CLI cannot say it and follows instead. */
export function tellOffboarding(request: ShownRequest<'offboard'>, origin: string): Commands {
  const { leavers, leads: groups, reports, account } = request.spec;
  const userIds = leavers.map(({ userId }) => userId);
  const [userId, ...others] = userIds;
  const endsAnyway = account === 'end-anyway';
  const { to } = reports;
  const follow = tellFollow(request, origin);
  if (userId === undefined) return follow;
  const body = {
    kind: 'offboard',
    ...(others.length === 0 ? { user: { userId } } : { users: userIds.map((each) => ({ userId: each })) }),
    ...(groups.length > 0 ? { leads: groups } : {}),
    ...(to === 'manager' ? {} : { reports }),
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

type Group = ShownRequest<'offboard'>['spec']['leads'][number];

/** Such as `'Loan Officer/primary=126,127'`; undefined where the CLI has no word for it. */
function tellGroup({ agentRole: role = '*', standing, to }: Group): string | undefined {
  const receivers = tellReceivers(to);
  if (receivers === undefined || /[=/]/.test(role)) return undefined;
  return quote(`${role}${standing === undefined ? '' : `/${standing}`}=${receivers}`);
}

function tellReceivers(to: Receiving): string | undefined {
  if ('user' in to) return tellUser(to.user);
  const { mode, receivers, keepStanding } = to.distribution;
  const shares = receivers.map(({ user, share }) => `${tellUser(user)}${tellShare(mode, share)}`).join(',');
  const isPlain = !keepStanding && receivers.every(({ cap }) => cap === undefined);
  if (!isPlain) return undefined;
  if (mode === 'level') return `level:${shares}`;
  return /[,:]/.test(shares) ? shares : undefined;
}

function tellTeam(to: ShownRequest<'offboard'>['spec']['reports']['to']): string {
  if (to === 'manager') return '';
  if (!Array.isArray(to)) return `--reports-to ${tellUser(to)}`;
  const rows = to.map(({ user, manager }) => `${tellUser(user)}=${tellUser(manager)}`);
  return rows.length === 0 ? '' : `--report ${rows.join(' ')}`;
}
