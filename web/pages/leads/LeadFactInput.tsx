import { TextInput } from '@mantine/core';
import type { LeadFact } from '../../../src/contract/words/fact-words.ts';
import { longestText } from '../../../src/contract/words/limits.ts';
import { spellFact } from '../../leads/timeline-rules.ts';

/** The keys that a telephone shows. */
const keys: { readonly [Fact in LeadFact]?: 'tel' | 'email' | 'decimal' } = {
  phone: 'tel',
  email: 'email',
  amount: 'decimal',
};

interface LeadFactInputProps {
  fact: LeadFact;
  value: string;
  error: string | undefined;
  isFirst?: boolean;
  onChange: (value: string) => void;
}

/** A fact of a lead, to be typed. */
export function LeadFactInput({ fact, value, error, isFirst, onChange }: LeadFactInputProps) {
  return (
    <TextInput
      label={spellFact(fact)}
      value={value}
      error={error}
      inputMode={keys[fact] ?? 'text'}
      maxLength={longestText}
      autoComplete="off"
      data-autofocus={isFirst || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
