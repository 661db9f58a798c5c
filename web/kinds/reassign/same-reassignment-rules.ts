import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import type { OtherUsers } from '../../../src/contract/words/term-words.ts';
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
import type { NamedUser, Receiving } from '../../requests/split-rules.ts';

type Rows = RequestRowPage['items'];
const mostNamed = 20;

/** Of leads that are named or selected; what the command line has no word for is followed instead. */
export function tellReassign(request: ShownRequest<'reassign'>, rows: Rows, origin: string): Commands {
  const { selection = {} } = request.spec;
  const asked = readAsked(request, rows);
  const leads = rows.flatMap(({ leadId }) => leadId ?? []);
  const filters = tellSelection(selection);
  const isNamed =
    request.spec.selection === undefined && request.counts.total <= Math.min(leads.length, mostNamed);
  if (!asked || !(isNamed || filters.length > 0)) return tellFollow(request, origin);
  const { to, listed, others, agentRole, remove } = asked;
  if (listed.length > 0 && !isNamed) return tellFollow(request, origin);
  const flags = [
    isNamed ? leads.join(' ') : `--select ${filters.join(' ')}`,
    ...tellWho(asked),
    listed.length > 0 ? `--with ${listed.map(tellUser).join(' ')}` : '',
    others !== undefined && !(to === null && others === 'all') ? `--others ${others}` : '',
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
  to: Receiving | null;
  listed: NamedUser[];
  others: OtherUsers | undefined;
  agentRole: string | undefined;
  remove: NamedUser[];
}

/** What was asked of every row alike; undefined where rows differ, or it is not known who receives. */
function readAsked({ spec: { to, ...terms } }: ShownRequest<'reassign'>, rows: Rows): Asked | undefined {
  if (new Set(rows.map(({ input }) => JSON.stringify(input))).size > 1) return undefined;
  const own = rows[0]?.input ?? {};
  const receiver = own.primary === null ? null : to;
  if (own.primary || receiver === undefined) return undefined;
  return {
    to: receiver,
    listed: readUsers(own.listed ?? terms.listed),
    ...readOthers(own, terms, receiver === null),
    remove: readUsers(own.remove ?? terms.remove),
  };
}

type Removal = Partial<Pick<Asked, 'others' | 'agentRole'>>;

/** What a row leaves out its request says for it; a role is emptied only where nobody receives. */
function readOthers(own: Removal, terms: Removal, isForNobody: boolean): Pick<Asked, 'others' | 'agentRole'> {
  const { agentRole, others } = own.agentRole === undefined && own.others === undefined ? terms : own;
  if (!isForNobody) return { others: others ?? terms.others, agentRole: undefined };
  return { agentRole, others: agentRole === undefined && others === 'all' ? others : undefined };
}

/** As a request keeps them: users, or their ids. */
function readUsers(users: readonly (number | NamedUser)[] = []): NamedUser[] {
  return users.map((user) => (typeof user === 'number' ? { userId: user } : user));
}

/** Who receives, or who is removed. */
function tellWho({ to, others, agentRole, remove }: Asked): string[] {
  const removed = remove.length > 0 ? `--remove ${remove.map(tellUser).join(' ')}` : '';
  if (to !== null) return [tellReceiver(to), removed];
  if (agentRole !== undefined) return [`--empty-role ${quote(agentRole)}`, removed];
  return [others === 'all' ? '--nobody' : removed];
}

export function tellReceiver(to: Receiving): string {
  if ('user' in to) return `--to ${tellUser(to.user)}`;
  const { mode, receivers, keepStanding } = to.distribution;
  const shares = receivers.map(({ user, share }) => `${tellUser(user)}${tellShare(mode, share)}`);
  const caps = receivers.flatMap(({ user, cap }) => (cap === undefined ? [] : `${tellUser(user)}:${cap}`));
  return [
    `${mode === 'level' ? '--level' : '--distribute'} ${shares.join(',')}`,
    caps.length > 0 ? `--caps ${caps.join(',')}` : '',
    keepStanding ? '--keep-standing' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

type Selection = NonNullable<ShownRequest<'reassign'>['spec']['selection']>;

/** `--select` names members in kebab-case, and repeats those that may have several values. */
function tellSelection({ owner, attributes = {}, ...filters }: Selection): string[] {
  const pairs = Object.entries(filters).flatMap(([name, value]) => {
    const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return [value].flat().map((each) => `${flag}=${each}`);
  });
  const ofAttributes = Object.entries(attributes).map(([key, each]) => `attribute.${key}=${each}`);
  return [...(owner ? [`owner=${tellUser(owner)}`] : []), ...pairs, ...ofAttributes].map((pair) =>
    quote(pair),
  );
}
