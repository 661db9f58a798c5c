import type { ShownRequest } from '../../src/client/client.ts';

/** Whether somebody receives its rows: where users are taken off leads and nobody comes, nobody can come instead. */
export function namesReceivers(request: ShownRequest): boolean {
  return request.kind !== 'reassign' || request.spec.removes !== true || Boolean(request.spec.to);
}
