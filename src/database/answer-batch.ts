import { isHeldUp } from './held-up.ts';
import { isCausedByData } from './transaction.ts';

/** In place of an answer: somebody else's transaction holds what the ask is about, so nothing was done. */
export const held = Symbol('held');

/** A caller who waits for the answer to an ask. */
export interface Waiting<Ask, Answer> {
  ask: Ask;
  /** When it arrived, by the clock of `performance.now`. */
  since: number;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

export type RunAsks<Ask, Answer> = (asks: readonly Ask[]) => Promise<readonly (Answer | typeof held)[]>;

export interface HeldBack<Ask, Answer> {
  /** Those who got no answer. */
  held: Waiting<Ask, Answer>[];
  /** Each of them is known to be held; else some lock held up all of them, and nobody knows whose it was. */
  isEachHeld: boolean;
}

/** Answers whom it can. Data that the database rejects is found by running each ask alone: no caller harms another. */
export async function answerBatch<Ask, Answer>(
  batch: readonly Waiting<Ask, Answer>[],
  run: RunAsks<Ask, Answer>,
): Promise<HeldBack<Ask, Answer>> {
  try {
    const answers = await run(batch.map((each) => each.ask));
    return { held: giveAnswers(batch, answers), isEachHeld: true };
  } catch (error) {
    if (isHeldUp(error)) return { held: [...batch], isEachHeld: false };
    if (batch.length > 1 && isCausedByData(error)) return answerOneByOne(batch, run);
    for (const each of batch) each.reject(error);
    return { held: [], isEachHeld: true };
  }
}

/** Gives those who are held. */
function giveAnswers<Ask, Answer>(
  batch: readonly Waiting<Ask, Answer>[],
  answers: readonly (Answer | typeof held)[],
): Waiting<Ask, Answer>[] {
  if (answers.length !== batch.length) throw new Error('A batch was not answered one for one.');
  const left: Waiting<Ask, Answer>[] = [];
  answers.forEach((answer, place) => {
    const each = batch[place];
    if (!each) return;
    if (answer === held) left.push(each);
    else each.resolve(answer);
  });
  return left;
}

async function answerOneByOne<Ask, Answer>(
  batch: readonly Waiting<Ask, Answer>[],
  run: RunAsks<Ask, Answer>,
): Promise<HeldBack<Ask, Answer>> {
  const all: HeldBack<Ask, Answer> = { held: [], isEachHeld: true };
  for (const each of batch) {
    const { held: left, isEachHeld } = await answerBatch([each], run);
    all.held.push(...left);
    all.isEachHeld &&= isEachHeld;
  }
  return all;
}
