import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import {
  type Commands,
  curl,
  flagsOf,
  quote,
  tellFollow,
  tellUser,
  termsOf,
} from '../../requests/command-rules.ts';
import type { NamedUser } from '../../requests/split-rules.ts';

type Rows = RequestRowPage['items'];

interface Line {
  user: NamedUser;
  /** Null: to report to nobody. */
  manager: NamedUser | null;
}

const leadsquaredPath = '/v2/UserManagement.svc/UpdateReportingManagerInBulk';

/** One request, however many its rows: they are judged as one tree, so a swap told line by line would be a cycle. */
export function tellManagers(request: ShownRequest<'managers'>, rows: Rows, origin: string): Commands {
  const inputs = rows.map(({ input = {} }) => input);
  if (request.counts.total > rows.length) return tellTooMany(request, origin);
  if (inputs.every(({ userGuid }) => userGuid !== undefined)) {
    // The CLI names nobody by GUID.
    const body = inputs.map(({ userGuid, managerGuid }) => ({ UserId: userGuid, ManagerId: managerGuid }));
    return { cli: tellFollow(request, origin).cli, curl: curl(`${origin}${leadsquaredPath}`, body) };
  }
  const lines = rows.map(readLine);
  const body = { kind: 'managers', rows: lines, ...termsOf(request) };
  return { cli: tellLines(lines, flagsOf(request)), curl: curl(`${origin}/api/v1/requests`, body) };
}

function readLine({ userId, receiver, input }: Rows[number]): Line {
  if (input?.user) return { user: input.user, manager: input.manager ?? null };
  return { user: userId ? { userId } : {}, manager: receiver ? { userId: receiver.userId } : null };
}

function tellLines(lines: readonly Line[], flags: readonly string[]): string {
  const [line] = lines;
  if (line && lines.length === 1) {
    const manager = line.manager ? quote(tellUser(line.manager)) : 'none';
    return ['baton managers', quote(tellUser(line.user)), manager, ...flags].join(' ');
  }
  const columns = [
    ...columnsOf(
      'user',
      lines.map(({ user }) => user),
    ),
    ...columnsOf(
      'manager',
      lines.map(({ manager }) => manager ?? {}),
    ),
  ];
  return [
    ["baton managers --csv - <<'EOF'", ...flags].join(' '),
    columns.map(({ header }) => header).join(),
    ...lines.map((_, place) => columns.map(({ cells }) => cells[place] ?? '').join()),
    'EOF',
  ].join('\n');
}

/** By id; by e-mail, too, where somebody was named so. */
function columnsOf(name: 'user' | 'manager', users: readonly NamedUser[]) {
  const emails = users.map(({ email }) => (email === undefined ? '' : quoteCell(email)));
  const ids = users.map(({ userId }) => String(userId ?? ''));
  const columns = [
    { header: `${name}_id`, cells: ids },
    { header: `${name}_email`, cells: emails },
  ];
  const filled = columns.filter(({ cells }) => cells.some((cell) => cell !== ''));
  return filled.length > 0 ? filled : columns.slice(0, 1);
}

function quoteCell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Its rows are not all here, and half of them would be another tree. */
function tellTooMany(request: ShownRequest, origin: string): Commands {
  const { requestId, counts } = request;
  const cli = [
    `# ${counts.total.toLocaleString('en')} rows: write user_id,manager_id of each to managers.csv,`,
    '# from user_id and receiver_id of the rows.',
    `baton requests rows ${requestId} --csv > rows.csv`,
    ['baton managers --csv managers.csv', ...flagsOf(request)].join(' '),
  ];
  return { cli: cli.join('\n'), curl: tellFollow(request, origin).curl };
}
