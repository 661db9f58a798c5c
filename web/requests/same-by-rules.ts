import type { RequestRowPage, ShownRequest } from '../../src/client/client.ts';
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
} from './command-rules.ts';
import { tellManagers } from './same-managers-rules.ts';
import { tellOffboarding } from './same-offboarding-rules.ts';

type Rows = RequestRowPage['items'];
const mostNamed = 20;

/** What makes the same request from a terminal, as far as a request still knows what was asked. */
export function tellCommands(request: ShownRequest, rows: Rows, origin: string): Commands {
  const { undoes, retries, kind } = request;
  if (undoes !== null) return derive(`baton undo ${undoes}`, `${undoes}/undo`, origin);
  if (retries !== null) return derive(`baton requests retry ${retries}`, `${retries}/retry`, origin);
  if (kind === 'reassign') return tellReassign(request, rows, origin);
  if (kind === 'managers') return tellManagers(request, rows, origin);
  if (kind === 'offboard') return tellOffboarding(request, origin);
  return tellFollow(request, origin);
}

function derive(cli: string, path: string, origin: string): Commands {
  return { cli, curl: curl(`${origin}/api/v1/requests/${path}`, undefined) };
}

function tellReassign(request: ShownRequest, rows: Rows, origin: string): Commands {
  const { to, primary, listed, selection, others } = readMembers(request.spec);
  const receiver = readMembers(to ?? { user: primary });
  const leads = rows.flatMap(({ leadId }) => leadId ?? []);
  const filters = Object.entries(readMembers(selection));
  const isNamed = selection === undefined && request.counts.total <= Math.min(leads.length, mostNamed);
  if ((to ?? primary) === undefined || !(isNamed || filters.length > 0)) return tellFollow(request, origin);
  const beside = Array.isArray(listed) ? listed : [];
  const flags = [
    isNamed ? leads.join(' ') : `--select ${tellSelection(filters)}`,
    tellReceiver(receiver),
    beside.length > 0 ? `--with ${beside.map(tellUser).join(' ')}` : '',
    typeof others === 'string' ? `--others ${others}` : '',
    ...flagsOf(request),
  ];
  const whose = beside.length > 0 ? { rows: leads.map((leadId) => ({ leadId, listed: beside })) } : { leads };
  const body = {
    kind: 'reassign',
    ...(isNamed ? whose : { selection }),
    to: receiver,
    others,
    ...termsOf(request),
  };
  return {
    cli: ['baton reassign', ...flags].filter(Boolean).join(' '),
    curl: curl(`${origin}/api/v1/requests`, body),
  };
}

function tellReceiver({ user, distribution }: Members): string {
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
