// Requests that are planned first: run at once, or kept and run or cancelled later.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Organisation, Plan, Planned, Row } from '../organisation.ts';
import type { Product, ShownRequest, Told } from '../product.ts';
import { runRows } from '../rules/modes.ts';
import { stepsOf } from '../step.ts';
import { assertRequestEnded } from './assert-request.ts';
import { mayBeOff } from './taken-rows.ts';

export interface Way {
  /** Frozen and foreseen only, to be run by a later step. */
  planOnly: boolean;
  /** Sent again with the same key. */
  twice: boolean;
}

export const anyWay: fc.Arbitrary<Way> = fc.record({
  planOnly: fc.boolean(),
  twice: fc.integer({ max: 7 }).map((chance) => chance === 0),
});

let lastKey = 0;

/** Asks for a request; asked again with the same key it is the same one. */
export async function ask(
  product: Product,
  path: string,
  body: unknown,
  { planOnly, twice }: Way,
): Promise<Told<Answer>> {
  lastKey += 1;
  const headers = { 'idempotency-key': `${product.orgId}-${lastKey}` };
  const post = () => product.post<Answer>(`${path}${planOnly ? '?plan=true' : ''}`, body, headers);
  const told = await post();
  if (twice && told.status < 300) {
    const again = await post();
    assert.equal(again.body.requestId, told.body.requestId, 'the same key makes one request');
  }
  return told;
}

export type Answer = ShownRequest & { code?: string };

/** The request is refused as a whole, and nothing is made of it. */
export function assertRefused(told: Told<Answer>, code: string): void {
  assert.equal(told.body.code, code, JSON.stringify(told.body));
  assert.ok(told.status >= 400 && told.status < 500, `${told.status}`);
}

/** Goes on with what was accepted: runs it to its end, or keeps it. */
export async function goOn(
  told: Told<Answer>,
  { organisation, product, way, plan }: Going & { way: Way; plan: Plan },
): Promise<void> {
  assert.equal(told.status, way.planOnly ? 201 : 202, JSON.stringify(told.body));
  const planned = { ...plan, requestId: told.body.requestId };
  if (way.planOnly) organisation.plans.push(planned);
  else await end(planned, { organisation, product });
}

interface Going {
  organisation: Organisation;
  product: Product;
}

/** What the rows come to by the rules, and that the product says so. */
export async function end(plan: Planned, { organisation, product }: Going): Promise<void> {
  const { requestId, kind, again, mayRename, undoes, leaving } = plan;
  const doing = organisation.begin(requestId);
  const followed = await product.follow(requestId);
  const foreseen = plan.foresee(doing, followed.shown);
  const ran = runRows(
    foreseen.map(({ prospect }) => prospect),
    plan.policies,
  );
  const rows = foreseen.map(
    ({ subject }, place): Row => ({ subject, ...(ran.rows[place] ?? assert.fail()) }),
  );
  const hasLeft = rows.some(({ code }) => code === 'something-left');
  const state = ran.isCutShort || hasLeft ? ('failed' as const) : undefined;
  assertRequestEnded(followed, organisation, {
    ...doing,
    requestId,
    kind,
    rows,
    again,
    mayRename,
    undoes,
    leaving,
    state,
  });
}

const anyPlan = fc.record({ which: fc.nat(100) });

function takePlan(organisation: Organisation, which: number): Planned {
  const [plan] = organisation.plans.splice(which % organisation.plans.length, 1);
  return plan ?? assert.fail('there is no plan');
}

export const runningPlans = stepsOf(
  'run a plan',
  anyPlan,
  async ({ which }, organisation, product) => {
    const plan = takePlan(organisation, which);
    const told = await product.post<Answer>(`/api/v1/requests/${plan.requestId}/run`);
    if (plan.retries && mayBeOff(plan.retries) && told.status >= 400)
      return assertRefused(told, 'nothing-to-retry');
    assert.equal(told.status, 202, JSON.stringify(told.body));
    await end(plan, { organisation, product });
  },
  (_, { plans }) => plans.length > 0,
);

export const cancellingPlans = stepsOf(
  'cancel a plan',
  anyPlan,
  async ({ which }, organisation, product) => {
    const { requestId } = takePlan(organisation, which);
    const told = await product.post<Answer>(`/api/v1/requests/${requestId}/cancel`);
    assert.deepEqual([told.status, told.body.state], [200, 'cancelled']);
    assertRefused(await product.post<Answer>(`/api/v1/requests/${requestId}/run`), 'request-not-planned');
  },
  (_, { plans }) => plans.length > 0,
);
