import { setTimeout as delay } from 'node:timers/promises';

/** Waits until it is so; fails with `what`, and with how things stand by then, where it is not in time. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { patienceMs = 30_000, describe = () => '' }: { patienceMs?: number; describe?: () => string } = {},
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Not in time: ${what}. ${describe()}`);
    await delay(25);
  }
}
