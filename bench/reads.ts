import { call, medianOf } from './call.ts';
import type { Target } from './load.ts';
import { ms, type Row } from './table.ts';

/** A lead with 100 changes, as of then against now. */
export async function benchAsOf(target: Target): Promise<Row[]> {
  for (let change = 0; change < 100; change += 1) {
    await call(target, '/api/v2/pub/application/reassign?orgId=1', {
      ApplicationId: 7,
      PrimaryAgent: { UserId: 100 + change },
      UnassignAllOtherUsers: true,
    });
  }
  const asOf = new Date(Date.now() - 50).toISOString();
  const now = await medianOf(300, () => call(target, '/api/v1/leads/7'));
  const then = await medianOf(300, () => call(target, `/api/v1/leads/7?asOf=${asOf}`));
  return [
    {
      what: 'a lead with 100 changes, as of then',
      measured: ms(then),
      floor: ms(now),
      ratio: then / now,
      wanted: '< 2',
    },
  ];
}
