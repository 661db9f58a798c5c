// Which rows of a request its undo takes up: those that it changed and that no undo has put back, or some of these.

import type { UndoableOutcome } from '../../contract/words/request-words.ts';
import { aboutOf, type PartName } from './part-rules.ts';
import type { RowResult } from './request-rules.ts';
import type { FamilyMember } from './undo-family-rules.ts';

/** Rows by what they are about, or by what became of them; all of them where nothing is named. */
export interface RowsToUndo {
  leads?: readonly number[] | undefined;
  users?: readonly number[] | undefined;
  outcome?: UndoableOutcome | undefined;
  /** Rows about these are left out. */
  exceptLeads?: readonly number[] | undefined;
  exceptUsers?: readonly number[] | undefined;
}

/** A chunk of the request that is undone, as it ended. */
export interface EndedChunk extends Pick<FamilyMember, 'whole' | 'inPart'> {
  chunkNo: number;
  part: PartName;
  ownLines: boolean;
  subjects: number[];
  revisions: (number | null)[] | null;
}

/** What was found of somebody or something named: no row, a row to undo, or one that the undo of this id put back. */
type Found = 'no row' | 'to undo' | number;
type Named = { kind: 'lead' | 'user'; id: number };

/** Takes chunk after chunk, and remembers what it found of the subjects named. */
export class RowChooser {
  readonly #asked: RowsToUndo;
  readonly #found: Record<Named['kind'], Map<number, Found>>;
  readonly #except: Record<Named['kind'], ReadonlySet<number>>;
  /** Those of the exceptions of which no row was met yet. */
  readonly #unmet: Record<Named['kind'], Set<number>>;

  constructor(asked: RowsToUndo) {
    const nothing = (ids: readonly number[] = []) =>
      new Map(ids.map((id): [number, Found] => [id, 'no row']));
    this.#asked = asked;
    this.#found = { lead: nothing(asked.leads), user: nothing(asked.users) };
    this.#except = { lead: new Set(asked.exceptLeads), user: new Set(asked.exceptUsers) };
    this.#unmet = { lead: new Set(asked.exceptLeads), user: new Set(asked.exceptUsers) };
  }

  /** The places of the rows to undo, of which none was `putBack` by an undo; of a row given twice one. */
  choose({ part, subjects, whole, inPart }: EndedChunk, putBack: ReadonlyMap<number, number>): number[] {
    const kind = aboutOf(part);
    const { outcome } = this.#asked;
    const met = new Set<number>();
    return subjects.flatMap((subject, place) => {
      this.#unmet[kind].delete(subject);
      const isChanged = (whole.has(subject) && outcome !== 'changed in part') || inPart.has(subject);
      if (!isChanged || met.has(subject) || !this.#isWanted(kind, subject)) return [];
      met.add(subject);
      this.#note(kind, subject, putBack.get(subject) ?? 'to undo');
      return putBack.has(subject) ? [] : [place];
    });
  }

  /** Those named of which the request has no row that it changed, in the order in which they were named. */
  listWithoutRow(): Named[] {
    return this.#list().flatMap(({ found, ...named }) => (found === 'no row' ? [named] : []));
  }

  /** Those left out of which the request has no row at all, whatever became of it. */
  listUnmet(): Named[] {
    return (['lead', 'user'] as const).flatMap((kind) =>
      Array.from(this.#unmet[kind], (id) => ({ kind, id })),
    );
  }

  /** Those named that undos put back already, by the undo that did. */
  listPutBack(): Map<number, Named[]> {
    const putBack = this.#list().flatMap(({ found, ...named }) =>
      typeof found === 'number' ? [{ by: found, named }] : [],
    );
    const byUndo = Map.groupBy(putBack, ({ by }) => by);
    return new Map([...byUndo].map(([by, rows]) => [by, rows.map(({ named }) => named)]));
  }

  #list(): (Named & { found: Found })[] {
    return (['lead', 'user'] as const).flatMap((kind) =>
      Array.from(this.#found[kind], ([id, found]) => ({ kind, id, found })),
    );
  }

  #isWanted(kind: Named['kind'], subject: number): boolean {
    const { leads, users } = this.#asked;
    if (this.#except[kind].has(subject)) return false;
    return (leads === undefined && users === undefined) || this.#found[kind].has(subject);
  }

  /** A user has a row for their line and one for their account: one that is left is enough. */
  #note(kind: Named['kind'], subject: number, found: Found): void {
    const named = this.#found[kind];
    if (named.has(subject) && named.get(subject) !== 'to undo') named.set(subject, found);
  }
}

const mostNamed = 20;

/** `lead 1, lead 2 and 5 more`, for a sentence. */
export function nameThem(named: readonly Named[]): string {
  const names = named.slice(0, mostNamed).map(({ kind, id }) => `${kind} ${id}`);
  const more = named.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '');
}

/** A row of which another undo of the same request left nothing to do. */
export function tellPutBack(by: number): RowResult {
  const message = `Request ${by} put it back already, so there was nothing left to do.`;
  return { outcome: 'unchanged', detail: { code: 'already-undone', message, undoneBy: by } };
}
