/** No statement may take half as long, so a job that does nothing for that long has hung. */
const mostStillMs = 300_000;

/** The requests that this process runs, and when each last went a step on. */
export class JobsInHand {
  readonly #movedAt = new Map<number, number>();

  /** False where it is in hand already. */
  take(requestId: number, now = performance.now()): boolean {
    if (this.#movedAt.has(requestId)) return false;
    this.#movedAt.set(requestId, now);
    return true;
  }

  noteProgress(requestId: number, now = performance.now()): void {
    if (this.#movedAt.has(requestId)) this.#movedAt.set(requestId, now);
  }

  leave(requestId: number): void {
    this.#movedAt.delete(requestId);
  }

  /** Which of them has hung; undefined where none has. */
  findTrouble(now = performance.now()): string | undefined {
    for (const [requestId, movedAt] of this.#movedAt) {
      const minutes = Math.floor((now - movedAt) / 60_000);
      if (now - movedAt >= mostStillMs)
        return `Request ${requestId} runs and has made no progress for ${minutes} minutes.`;
    }
    return undefined;
  }
}
