import { type BatonClient, createClient, type OffboardPlan } from '../../src/client/client.ts';

/** Who leaves in the story. */
export const leaving = 122;
export const left = 163;

/** Requests by which the pictures have something to show. */
export interface SampleStory {
  planned: number;
  done: number;
  undo: number;
  /** The plan of an offboarding, and one that has run. */
  offboarding: number;
  offboarded: number;
  /** Facts that changed, one of them not; and the plan by which several are to come. */
  facts: number;
  newcomers: number;
}

/** A lead with a history, a request in each state that matters, in the sample organisation. */
export async function tellSampleStory(url: string, output: string): Promise<SampleStory> {
  const [, accessKey = '', secretKey = ''] = /accessKey=([^&]+)&secretKey=([^'&]+)/.exec(output) ?? [];
  const baton = createClient({ url, accessKey: decodeURIComponent(accessKey), secretKey });
  for (const [userId, reason] of [
    [126, 'Asked for by the borrower'],
    [131, 'Ana is on leave'],
  ] as const) {
    await reassign(baton, { leads: [1001], to: { user: { userId } }, others: 'keep', reason });
  }
  const split = { mode: 'even', receivers: [{ user: { userId: 126 } }, { user: { userId: 127 } }] } as const;
  const done = await reassign(baton, {
    selection: { owner: { userId: 166 }, status: ['New', 'Contacted'] },
    to: { distribution: { ...split, receivers: [...split.receivers] } },
    reason: 'Pearl moves to the Denver branch',
  });
  const undo = await baton.requests.undo(done);
  await baton.requests.wait(undo.requestId);
  const { requestId: planned } = await baton.requests.plan({
    kind: 'reassign',
    selection: { status: ['New'], state: ['CO'] },
    to: { distribution: { ...split, receivers: [...split.receivers] } },
    others: 'same-role',
    reason: 'Colorado goes to Ana and Clyde',
  });
  const moved = { planned, done, undo: undo.requestId };
  return { ...moved, ...(await tellDepartures(baton)), ...(await tellFacts(baton)) };
}

/** A marriage, a promotion and a role that there is not; two who are to come, and one who cannot. */
async function tellFacts(baton: BatonClient): Promise<Pick<SampleStory, 'facts' | 'newcomers'>> {
  const { requestId: facts } = await baton.requests.create({
    kind: 'facts',
    users: [
      { user: { userId: 128 }, facts: { lastName: 'Alvarez', email: 'new.name@baton.example' } },
      { user: { userId: 129 }, facts: { agentRole: 'Procesor' } },
      { user: { userId: 130 }, facts: { accessRole: 'manager' } },
    ],
    reason: 'What the personnel office told in November',
  });
  await baton.requests.wait(facts);
  const somebody = { agentRole: 'Loan Officer', manager: { userId: 101 } };
  const { requestId: newcomers } = await baton.requests.plan({
    kind: 'account',
    isActive: true,
    newUsers: [
      { ...somebody, firstName: 'Noa', lastName: 'Lima', email: 'noa.lima@baton.example' },
      { ...somebody, firstName: 'Theo', lastName: 'Brandt', email: 'theo.brandt@baton.example' },
      { ...somebody, firstName: 'Iris', email: 'iris@baton.example', agentRole: 'Procesor' },
    ],
    reason: 'The class of December',
  });
  return { facts, newcomers };
}

/** Somebody is about to leave, and somebody has left. */
async function tellDepartures(baton: BatonClient): Promise<Pick<SampleStory, 'offboarding' | 'offboarded'>> {
  await baton.users.createKey(leaving);
  const { requestId: offboarding } = await baton.requests.plan(await offboard(baton, leaving, 126));
  const { requestId: offboarded } = await baton.requests.create(await offboard(baton, left, 127));
  await baton.requests.wait(offboarded);
  return { offboarding, offboarded };
}

async function offboard(baton: BatonClient, userId: number, heir: number): Promise<OffboardPlan> {
  const { leads } = await baton.users.inventory(userId);
  return {
    kind: 'offboard',
    user: { userId },
    leads: leads.map(({ role, standing }) => ({
      agentRole: role,
      standing,
      to: { user: { userId: heir } },
    })),
    reason: 'Leaves at the end of the month',
  };
}

type Body = Omit<Extract<Parameters<BatonClient['requests']['create']>[0], { kind: 'reassign' }>, 'kind'>;

async function reassign(baton: BatonClient, body: Body): Promise<number> {
  const { requestId } = await baton.requests.create({ kind: 'reassign', ...body });
  await baton.requests.wait(requestId);
  return requestId;
}
