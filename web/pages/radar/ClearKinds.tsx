import { IconCheck } from '@tabler/icons-react';
import { Section } from '../../ui/sections/Section.tsx';
import classes from './ClearKinds.module.css';
import { type FoundKind, kindWords } from './orphan-rules.ts';

/** What was looked for and not found, and of whom. */
export function ClearKinds({ kinds, where }: { kinds: readonly FoundKind['kind'][]; where: string }) {
  if (kinds.length === 0) return null;
  return (
    <Section title={`In order${where}`}>
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
