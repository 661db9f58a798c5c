import { Refusal, type RowProblem } from '../../contract/refusal.ts';

const mostTold = 1_000;

/** The rows of a file that are not as needed: all of them counted, the first thousand told. */
export class RowsRefusal extends Refusal {
  readonly bad: number;

  constructor(bad: number, problems: readonly RowProblem[]) {
    const told = problems.toSorted((a, b) => a.line - b.line).slice(0, mostTold);
    const count = bad === 1 ? '1 row is' : `${bad.toLocaleString('en')} rows are`;
    const [first] = told;
    const example = first ? ` Line ${first.line}: ${first.reason}` : '';
    super('rows-invalid', {
      message: `${count} not as needed, so nothing was done.${example}`,
      problems: told,
    });
    this.bad = bad;
  }
}
