import fc from 'fast-check';
import type { Ended, Organisation } from '../organisation.ts';
import { stepsOf } from '../step.ts';
import { anyWay, ask, assertRefused, goOn } from './plans.ts';

/** The rows that failed or were not attempted, judged anew under the same terms. */
export const retrying = stepsOf(
  'retry',
  fc.record({ back: fc.nat(3), way: anyWay }),
  async ({ back, way }, organisation, product) => {
    const retried = listToRetry(organisation)[back];
    if (!retried?.again) return;
    const told = await ask(product, `/api/v1/requests/${retried.requestId}/retry`, undefined, way);
    const places = [...retried.rows.entries()]
      .filter(([, { outcome }]) => outcome === 'failed' || outcome === 'not attempted')
      .map(([place]) => place);
    if (places.length === 0) return assertRefused(told, 'nothing-to-retry');
    await goOn(told, { organisation, product, way, plan: retried.again(places) });
  },
  ({ back }, organisation) => listToRetry(organisation)[back]?.stirs === organisation.stirs,
);

/** The latest first. */
function listToRetry({ ended }: Pick<Organisation, 'ended'>): Ended[] {
  return ended.filter(({ again }) => again !== undefined).toReversed();
}
