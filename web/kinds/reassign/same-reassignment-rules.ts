import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
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

type Rows = RequestRowPage['items'];
const mostNamed = 20;

/** Of leads that are named or selected; what the command line has no word for is followed instead. */
export function tellReassign(request: ShownRequest, rows: Rows, origin: string): Commands {
  const { selection } = readMembers(request.spec);
  const asked = readAsked(request, rows);
  const leads = rows.flatMap(({ leadId }) => leadId ?? []);
  const filters = Object.entries(readMembers(selection));
  const isNamed = selection === undefined && request.counts.total <= Math.min(leads.length, mostNamed);
  if (!asked || !(isNamed || filters.length > 0)) return tellFollow(request, origin);
  const { to, listed, others, agentRole, remove } = asked;
  if (listed.length > 0 && !isNamed) return tellFollow(request, origin);
  const flags = [
    isNamed ? leads.join(' ') : `--select ${tellSelection(filters)}`,
    ...tellWho(asked),
    listed.length > 0 ? `--with ${listed.map(tellUser).join(' ')}` : '',
    typeof others === 'string' && !(to === null && others === 'all') ? `--others ${others}` : '',
    ...flagsOf(request),
  ];
  const whose = listed.length > 0 ? { rows: leads.map((leadId) => ({ leadId, listed })) } : { leads };
  const body = {
    kind: 'reassign',
    ...(isNamed ? whose : { selection }),
    to,
    others,
    agentRole,
    ...(remove.length > 0 ? { remove } : {}),
    ...termsOf(request),
  };
  return {
    cli: ['baton reassign', ...flags].filter(Boolean).join(' '),
    curl: curl(`${origin}/api/v1/requests`, body),
  };
}

interface Asked {
  /** Null: nobody receives. */
  to: Members | null;
  listed: unknown[];
  others: unknown;
  agentRole: unknown;
  remove: unknown[];
}

/** What was asked of every row alike; undefined where rows differ, or it is not known who receives. */
function readAsked({ spec }: ShownRequest, rows: Rows): Asked | undefined {
  const { to, primary, ...terms } = readMembers(spec);
  const [input = 'null', ...others] = new Set(rows.map((row) => JSON.stringify(row.input ?? null)));
  if (others.length > 0) return undefined;
  const own = readMembers(JSON.parse(input));
  const isForNobody = own.primary === null || to === null;
  const receiver = to ?? (primary === undefined ? undefined : { user: primary });
  if (own.primary || (receiver === undefined && !isForNobody)) return undefined;
  return {
    to: isForNobody ? null : readMembers(receiver),
    listed: readUsers(own.listed ?? terms.listed),
    ...readOthers(own, terms, isForNobody),
    remove: readUsers(own.remove ?? terms.remove),
  };
}

/** What a row leaves out its request says for it; a role is emptied only where nobody receives. */
function readOthers(own: Members, terms: Members, isForNobody: boolean): Pick<Asked, 'others' | 'agentRole'> {
  const { agentRole, others } = own.agentRole === undefined && own.others === undefined ? terms : own;
  if (!isForNobody) return { others: others ?? terms.others, agentRole: undefined };
  return { agentRole, others: agentRole === undefined && others === 'all' ? others : undefined };
}

/** As a request keeps them: users, or their ids. */
function readUsers(users: unknown): unknown[] {
  if (!Array.isArray(users)) return [];
  return users.map((user) => (typeof user === 'number' ? { userId: user } : user));
}

/** Who receives, or who is removed. */
function tellWho({ to, others, agentRole, remove }: Asked): string[] {
  const removed = remove.length > 0 ? `--remove ${remove.map(tellUser).join(' ')}` : '';
  if (to !== null) return [tellReceiver(to), removed];
  if (agentRole !== undefined) return [`--empty-role ${quote(String(agentRole))}`, removed];
  return [others === 'all' ? '--nobody' : removed];
}

export function tellReceiver({ user, distribution }: Members): string {
  if (user !== undefined) return `--to ${tellUser(user)}`;
  const { mode, receivers, keepStanding } = readMembers(distribution);
  const all = (Array.isArray(receivers) ? receivers : []).map(readMembers);
  const shares = all.map((each) => `${tellUser(each.user)}${tellShare(mode, each.share)}`);
  const caps = all.flatMap((each) => (each.cap === undefined ? [] : `${tellUser(each.user)}:${each.cap}`));
  return [
    `${mode === 'level' ? '--level' : '--distribute'} ${shares.join(',')}`,
    caps.length > 0 ? `--caps ${caps.join(',')}` : '',
    keepStanding === true ? '--keep-standing' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** `--select` names members in kebab-case, and repeats those that may have several values. */
function tellSelection(filters: readonly (readonly [string, unknown])[]): string {
  const pairs = filters.flatMap(([name, value]) => {
    if (name === 'owner') return `owner=${tellUser(value)}`;
    if (name === 'attributes') {
      return Object.entries(readMembers(value)).map(([key, each]) => `attribute.${key}=${each}`);
    }
    const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return [value].flat().map((each) => `${flag}=${each}`);
  });
  return pairs.map((pair) => quote(pair)).join(' ');
}
