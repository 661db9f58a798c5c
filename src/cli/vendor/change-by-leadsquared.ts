import { foldEmail, looksLikeEmail } from '../../contract/rules/email-rules.ts';
import type { Profile } from '../remote/profile-store.ts';
import { openProgressBar } from '../remote/progress-bar.ts';
import { type RemoteFlags, readRemoteSettings } from '../remote/remote-settings.ts';
import { UsageError } from '../terminal/options.ts';
import { callVendor, memberOf, NoAnswer, type VendorAnswer, type VendorCall } from './call-vendor.ts';
import { openPace } from './pace.ts';
import { type ManagerRow, readManagerRows } from './read-manager-rows.ts';
import { ownFlags, refuseFlags } from './refuse-flags.ts';
import { printResults, type VendorResult } from './vendor-result.ts';

const rowsACall = 100;
const limit = { calls: 25, withinMs: 5_000 };
/** Calls that begin apart may arrive close together. */
const spareMs = 250;

type Caller = (path: string, body?: unknown) => Promise<VendorAnswer>;

/** Changes managers, 100 a call, on any server that speaks the LeadSquared contract. */
export async function changeByLeadsquared(
  pair: ManagerRow | undefined,
  flags: RemoteFlags & { csv?: string; ignoreColumns?: string[]; json?: true },
): Promise<void> {
  refuseFlags(flags, ownFlags, 'leadsquared');
  const rows = pair ? [pair] : await readManagerRows(flags.csv ?? '', flags.ignoreColumns);
  for (const name of pair ? [pair.user, pair.manager] : []) ensureGuidOrEmail(name);
  const call = openCaller(await readRemoteSettings(flags, process.env));
  printResults(flags, await changeAll(rows, await findGuids(rows, call), call));
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function ensureGuidOrEmail(name: string): void {
  if (guid.test(name) || looksLikeEmail(name)) return;
  throw new UsageError(
    `The leadsquared contract names users by GUID; "${name}" is no GUID and no e-mail address.`,
  );
}

/** Every call counts against the limit, so all go through one pace. */
function openCaller({ url, accessKey, secretKey }: Profile): Caller {
  const pace = openPace(limit.calls, limit.withinMs + spareMs);
  const base = new URL(url.replace(/\/v2\/$/i, '/'));
  return async (path, body) => {
    const address = new URL(`v2/UserManagement.svc/${path}`, base);
    address.searchParams.set('accessKey', accessKey);
    address.searchParams.set('secretKey', secretKey);
    const call: VendorCall =
      body === undefined ? { url: address, method: 'GET' } : { url: address, method: 'POST', body };
    await pace();
    return callVendor(call);
  };
}

/** The GUIDs of users who are named by e-mail, by the address as it is folded. */
async function findGuids(rows: readonly ManagerRow[], call: Caller): Promise<Map<string, string>> {
  const isNamedByEmail = rows.some(({ user, manager }) => user.includes('@') || manager.includes('@'));
  if (!isNamedByEmail) return new Map();
  const { status, body } = await call('Users.Get');
  if (!Array.isArray(body)) throw new Error(`The users cannot be read: ${explain(status, body)}`);
  return new Map(
    body.map((user): [string, string] => [
      foldEmail(String(memberOf(user, 'EmailAddress'))),
      String(memberOf(user, 'ID')),
    ]),
  );
}

type Named =
  | { subject: string; missing: string }
  | { subject: string; row: { UserId: string; ManagerId: string } };

async function changeAll(
  rows: readonly ManagerRow[],
  guids: ReadonlyMap<string, string>,
  call: Caller,
): Promise<VendorResult[]> {
  const named = rows.map((row) => nameByGuid(row, guids));
  const bar = openProgressBar();
  const results: VendorResult[] = [];
  let isOver = false;
  for (let start = 0; start < named.length; start += rowsACall) {
    const part = named.slice(start, start + rowsACall);
    const answer: Part = isOver ? notAttempted : await changePart(part, call);
    const { isLast, ...result } = answer;
    isOver = isLast;
    results.push(...part.map((each) => resultOf(each, result)));
    bar.show(results.length, named.length);
  }
  bar.end();
  return results;
}

function nameByGuid({ user, manager }: ManagerRow, guids: ReadonlyMap<string, string>): Named {
  const find = (name: string) => (name.includes('@') ? guids.get(foldEmail(name)) : name);
  const [UserId, ManagerId] = [find(user), find(manager)];
  const missing = UserId === undefined ? user : manager;
  if (UserId === undefined || ManagerId === undefined) return { subject: user, missing };
  return { subject: user, row: { UserId, ManagerId } };
}

type Part = Omit<VendorResult, 'subject'> & { isLast: boolean };

const notAttempted: Part = { outcome: 'not attempted', message: '', isLast: true };

async function changePart(part: readonly Named[], call: Caller): Promise<Part> {
  const rows = part.flatMap((each) => ('row' in each ? [each.row] : []));
  if (rows.length === 0) return { ...notAttempted, isLast: false };
  try {
    return readAnswer(await call('UpdateReportingManagerInBulk', rows));
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const message = `${error.message} Whether it was accepted is not known; run it again.`;
    return { outcome: 'unknown', message, isLast: true };
  }
}

/** Success means accepted: what becomes of each row is known by the request's id alone. */
function readAnswer({ status, body }: VendorAnswer): Part {
  const requestId = memberOf(body, 'WFAId');
  if (status === 200 && memberOf(body, 'Status') === 'Success') {
    const message = 'Accepted; its Request History says what became of it.';
    return { outcome: 'accepted', message, requestId: String(requestId), isLast: false };
  }
  return { outcome: 'failed', message: explain(status, body), isLast: status !== 200 && status !== 400 };
}

function explain(status: number, body: unknown): string {
  const message = memberOf(body, 'ExceptionMessage') ?? memberOf(body, 'ErrorMessage');
  return typeof message === 'string' ? message : `The server answered ${status}.`;
}

function resultOf(each: Named, result: Omit<VendorResult, 'subject'>): VendorResult {
  if ('row' in each) return { subject: each.subject, ...result };
  return { subject: each.subject, outcome: 'failed', message: `There is no user ${each.missing} there.` };
}
