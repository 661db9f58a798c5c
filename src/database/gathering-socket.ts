import { Socket } from 'node:net';

/**
 * Sends together what is written in one turn of the event loop. The driver corks the socket for each statement alone,
 * so a transaction's statements would leave one by one, each in a system call that wakes the database anew.
 */
export class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}
