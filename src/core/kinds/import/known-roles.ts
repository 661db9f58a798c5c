import { foldLikeness, foldText } from '../../../contract/rules/fold-rules.ts';
import type { ValueProblem } from '../../csv/row-reader.ts';

/** The agent roles of an organisation while users come to it: one role is written in one way. */
export class KnownRoles {
  readonly #spelt = new Map<string, string>();
  readonly #alike = new Map<string, string>();

  /** The first spelling of a role is how it is written. */
  constructor(spellings: readonly string[]) {
    for (const spelling of spellings) this.#keep(spelling);
  }

  /** The role as it is written here, or why nobody can tell which one is meant. */
  settle(text: string): { role: string } | { problem: ValueProblem } {
    const known = this.#spelt.get(foldText(text));
    if (known !== undefined) return { role: known };
    const twin = this.#alike.get(foldLikeness(text));
    if (twin !== undefined) return { problem: readsLike(text, twin) };
    this.#keep(text);
    return { role: text };
  }

  #keep(spelling: string): void {
    const key = foldText(spelling);
    const likeness = foldLikeness(spelling);
    if (!this.#spelt.has(key)) this.#spelt.set(key, spelling);
    if (!this.#alike.has(likeness)) this.#alike.set(likeness, spelling);
  }
}

function readsLike(text: string, twin: string): ValueProblem {
  return {
    code: 'already-exists',
    column: 'agent_role',
    reason: `\`agent_role\` "${text}" reads like the role "${twin}" and is written otherwise; nobody could tell the two apart. Write it "${twin}", or give it another name.`,
  };
}
