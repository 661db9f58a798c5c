import fc from 'fast-check';
import type { Ended, Organisation } from '../organisation.ts';
import { stepsOf } from '../step.ts';
import { anySplit, type To } from './leads-ask.ts';
import { asReceiver } from './leads-body.ts';
import { anyWay, ask, assertRefused, goOn } from './plans.ts';
import { refuseReceivers } from './reassign-many.ts';
import { anyReference } from './references.ts';
import { mayBeOff } from './taken-rows.ts';

const anyTo = fc.oneof<fc.Arbitrary<To>[]>(
  fc.constant(null),
  fc.constant(null),
  anyReference.map((user) => ({ user })),
  anySplit,
);

/** The rows that failed or were not attempted, judged anew under the same terms, or for somebody else. */
export const retrying = stepsOf(
  'retry',
  fc.record({ back: fc.nat(3), way: anyWay, to: anyTo }),
  async ({ back, way, to: anyone }, organisation, product) => {
    const retried = listToRetry(organisation)[back];
    if (!retried?.again) return;
    const { rows: ended, kind, requestId } = retried;
    const places = [...ended.entries()]
      .filter(([, { outcome }]) => outcome === 'failed' || outcome === 'not attempted')
      .map(([place]) => place);
    const to = places.length > 0 && fits(anyone, retried) ? anyone : null;
    const body = to ? { to: asReceiver(organisation.people, to) } : undefined;
    const told = await ask(product, `/api/v1/requests/${requestId}/retry`, body, way);
    if (places.length === 0) return assertRefused(told, 'nothing-to-retry');
    if (mayBeOff(retried) && told.status >= 400) return assertRefused(told, 'nothing-to-retry');
    const refusal = to && kind === 'reassign' ? refuseReceivers(organisation.people, to) : undefined;
    if (refusal) return assertRefused(told, refusal);
    const shown = kind === 'managers' ? [] : await product.rows(told.body.requestId);
    const plan = { ...retried.again({ places, ended, to, shown }), retries: retried };
    await goOn(told, { organisation, product, way, plan });
  },
  ({ back }, organisation) => listToRetry(organisation)[back] !== undefined,
);

function fits(to: To, { mayRename }: Ended): boolean {
  return mayRename === 'anyone' || (mayRename === 'one user' && to !== null && 'user' in to);
}

/** The latest first. */
function listToRetry({ ended }: Pick<Organisation, 'ended'>): Ended[] {
  return ended.filter(({ again }) => again !== undefined).toReversed();
}
