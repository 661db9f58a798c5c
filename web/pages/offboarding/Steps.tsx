import classes from './Steps.module.css';

const steps = ['Choices', 'Preview', 'Run', 'What is left'] as const;

/** How far the guide has come. */
export function Steps({ current }: { current: (typeof steps)[number] }) {
  const place = steps.indexOf(current);
  return (
    <ol className={classes.steps} aria-label="Steps">
      {steps.map((step, at) => (
        <li
          key={step}
          className={classes.step}
          data-done={at < place}
          {...(at === place ? { 'aria-current': 'step' } : {})}
        >
          <span className={classes.number} aria-hidden>
            {at < place ? '✓' : at + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
