import { IconCheck } from '@tabler/icons-react';
import { Section } from '../../ui/sections/Section.tsx';
import classes from './ClearKinds.module.css';
import { type FoundKind, kindWords } from './orphan-rules.ts';

/** What was looked for and not found. */
export function ClearKinds({ kinds }: { kinds: readonly FoundKind['kind'][] }) {
  if (kinds.length === 0) return null;
  return (
    <Section title="In order">
      <ul className={classes.kinds}>
        {kinds.map((kind) => (
          <li key={kind}>
            <IconCheck size={16} aria-hidden />
            {kindWords[kind].clear}
          </li>
        ))}
      </ul>
    </Section>
  );
}
