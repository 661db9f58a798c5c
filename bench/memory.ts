import { setTimeout as delay } from 'node:timers/promises';
import type { Target } from './load.ts';
import type { BenchedService } from './service.ts';
import type { Row } from './table.ts';

const bodies = 8;
/** For so long a server that has nothing to do is looked at. */
const settlesInS = 30;

/** What is left of many large bodies at once when all of them have been answered. */
export async function benchMemory(service: BenchedService, target: Target, leads: number): Promise<Row[]> {
  const body = JSON.stringify({
    kind: 'reassign',
    leads: Array.from({ length: leads }, (_none, place) => place + 1),
    to: { user: { userId: 2 } },
    others: 'keep',
  });
  const before = await service.memoryMb();
  const statuses = await Promise.all(Array.from({ length: bodies }, () => post(target, body)));
  const after = await service.memoryMb();
  await delay(settlesInS * 1_000);
  const kept = await service.memoryMb();
  return [
    {
      what: `memory ${settlesInS} s after ${bodies} bodies of ${leads} ids (answered ${statuses.sort().join(' ')})`,
      measured: megabytes(kept),
      floor: megabytes(before),
      ratio: kept / before,
      wanted: `< 2; ${megabytes(after)} at first`,
    },
  ];
}

async function post({ address, accessKey, secretKey }: Target, body: string): Promise<number> {
  const answer = await fetch(`${address}/api/v1/requests?plan=true`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-lsq-accesskey': accessKey,
      'x-lsq-secretkey': secretKey,
    },
    body,
  });
  await answer.text();
  return answer.status;
}

function megabytes(number: number): string {
  return `${Math.round(number)} MB`;
}
