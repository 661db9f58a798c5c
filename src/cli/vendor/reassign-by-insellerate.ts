import type { LeadAsk } from '../../core/assignments/reassignment-terms.ts';
import { readReassignmentRows } from '../../core/kinds/reassign/read-reassignment-rows.ts';
import type { Profile } from '../remote/profile-store.ts';
import { openProgressBar } from '../remote/progress-bar.ts';
import type { ReassignFlags } from '../remote/read-reassignment.ts';
import { readRemoteSettings } from '../remote/remote-settings.ts';
import { readUser } from '../remote/user-argument.ts';
import { openInput } from '../terminal/open-input.ts';
import { UsageError } from '../terminal/options.ts';
import { readLeadId } from '../terminal/read-ids.ts';
import { callVendor, memberOf, NoAnswer, type VendorAnswer, type VendorCall } from './call-vendor.ts';
import { ownFlags, refuseFlags } from './refuse-flags.ts';
import { printResults, type VendorResult } from './vendor-result.ts';

const unknownFlags = [
  ...ownFlags,
  'select',
  'distribute',
  'level',
  'caps',
  'keepStanding',
  'nobody',
  'emptyRole',
  'remove',
];

/** Reassigns one lead a call, one call at a time, on any server that speaks the Insellerate contract. */
export async function reassignByInsellerate(
  leadIds: readonly string[],
  flags: ReassignFlags & { org?: number },
): Promise<void> {
  refuseFlags(flags, unknownFlags, 'insellerate');
  const { org } = flags;
  if (org === undefined)
    throw new UsageError('--dialect insellerate needs --org, the organisation’s number.');
  const rows = await readRows(leadIds, flags);
  const bodies = rows.map((row) => toBody(row, flags));
  const settings = await readRemoteSettings(flags, process.env);
  printResults(flags, await reassignEach(bodies, toCall(settings, org)));
}

async function readRows(
  leadIds: readonly string[],
  { csv, ignoreColumns }: ReassignFlags,
): Promise<LeadAsk[]> {
  if (csv === undefined) return leadIds.map((text) => ({ leadId: readLeadId(text) }));
  const rows: LeadAsk[] = [];
  for await (const page of readReassignmentRows(await openInput(csv), ignoreColumns)) rows.push(...page);
  return rows;
}

type Body = ReturnType<typeof toBody>;

function toBody({ leadId, primary, listed, others, line, ...removal }: LeadAsk, flags: ReassignFlags) {
  const where = line === undefined ? '' : ` of line ${line}`;
  if (primary === null || removal.agentRole !== undefined || removal.remove) {
    throw new UsageError(
      `The insellerate contract can remove nobody without a primary, as lead ${leadId}${where} asks.`,
    );
  }
  if ([primary, ...(listed ?? [])].some((user) => user?.guid !== undefined)) {
    throw new UsageError(
      `The insellerate contract names users by number or e-mail, not by a GUID as for lead ${leadId}${where}.`,
    );
  }
  const receiver = primary ?? (flags.to === undefined ? undefined : readUser(flags.to));
  if (!receiver) {
    throw new UsageError(
      `Nobody is named to receive lead ${leadId}${where}: give --to, or a primary in the file.`,
    );
  }
  const which = others ?? flags.others ?? 'keep';
  if (which === 'all') throw new UsageError('The insellerate contract cannot remove users of other roles.');
  return {
    ApplicationId: leadId,
    Assignments: (listed ?? (flags.with ?? []).map(readUser)).map(toAgent),
    PrimaryAgent: toAgent(receiver),
    UnassignAllOtherUsers: which === 'same-role',
  };
}

function toAgent({ userId, email }: { userId?: number | undefined; email?: string | undefined }) {
  return {
    ...(userId === undefined ? {} : { UserId: String(userId) }),
    ...(email === undefined ? {} : { Email: email }),
  };
}

function toCall({ url, accessKey, secretKey }: Profile, org: number): (body: Body) => VendorCall {
  const address = new URL('api/v2/pub/application/reassign', url);
  address.searchParams.set('orgId', String(org));
  const basic = Buffer.from(`${accessKey}:${secretKey}`).toString('base64');
  return (body) => ({ url: address, method: 'POST', headers: { authorization: `Basic ${basic}` }, body });
}

/** Ends where no further call could do better; what is left is not attempted. */
async function reassignEach(
  bodies: readonly Body[],
  callOf: (body: Body) => VendorCall,
): Promise<VendorResult[]> {
  const bar = openProgressBar();
  const results: VendorResult[] = [];
  let isOver = false;
  for (const body of bodies) {
    const subject = `lead ${body.ApplicationId}`;
    if (isOver) results.push({ subject, outcome: 'not attempted', message: '' });
    else {
      const { isLast, ...result } = await reassignOne(callOf(body));
      results.push({ subject, ...result });
      isOver = isLast;
    }
    bar.show(results.length, bodies.length);
  }
  bar.end();
  return results;
}

type One = Omit<VendorResult, 'subject'> & { isLast: boolean };

async function reassignOne(call: VendorCall): Promise<One> {
  try {
    return readAnswer(await callVendor(call));
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const message = `${error.message} Whether it was done is not known; run it again, which changes nothing twice.`;
    return { outcome: 'unknown', message, isLast: true };
  }
}

/** The contract answers 200 whether or not it was done; another status is of the call, not of the lead. */
function readAnswer({ status, body }: VendorAnswer): One {
  const code = memberOf(body, 'StatusCode');
  const message = memberOf(body, 'Message');
  const text = typeof message === 'string' ? message : `The server answered ${status}.`;
  const isDone = status === 200 && (code === 1 || (code === undefined && /successful/i.test(text)));
  const requestId = memberOf(memberOf(body, 'Data'), 'RequestId');
  return {
    outcome: isDone ? 'done' : 'failed',
    message: text,
    ...(typeof requestId === 'string' ? { requestId } : {}),
    isLast: status !== 200 && status !== 400,
  };
}
