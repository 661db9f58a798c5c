import type { RequestSummary } from '../../src/client/client.ts';
import classes from './Counts.module.css';
import { percentDone } from './request-rules.ts';

const parts = [
  { name: 'changed', label: 'changed', tone: 'good' },
  { name: 'unchanged', label: 'unchanged', tone: 'quiet' },
  { name: 'skipped', label: 'skipped', tone: 'care' },
  { name: 'failed', label: 'failed', tone: 'bad' },
  { name: 'notAttempted', label: 'not attempted', tone: 'none' },
] as const;

/** What became of the rows so far: a bar to see the shares, and each number. */
export function Counts({ counts }: Pick<RequestSummary, 'counts'>) {
  const shown = parts.filter(({ name }) => counts[name] > 0);
  return (
    <div>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label="Rows that had their turn"
        aria-valuenow={Math.floor(percentDone({ counts }))}
      >
        {shown.map(({ name, tone }) => (
          <span key={name} data-tone={tone} style={{ flexGrow: counts[name] }} />
        ))}
      </div>
      <ul className={classes.legend}>
        {shown.map(({ name, label, tone }) => (
          <li key={name}>
            <span className={classes.dot} data-tone={tone} aria-hidden />
            <b>{counts[name].toLocaleString()}</b> {label}
            {name === 'changed' && tellPart(counts.changedInPart)}
          </li>
        ))}
        <li className={classes.total}>of {counts.total.toLocaleString()}</li>
      </ul>
    </div>
  );
}

function tellPart(changedInPart: number): string {
  return changedInPart === 0 ? '' : `, ${changedInPart.toLocaleString()} of them in part`;
}
