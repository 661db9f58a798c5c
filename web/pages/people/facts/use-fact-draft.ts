import { useState } from 'react';
import type { FactDraft, Told } from './fact-draft-rules.ts';
import { tellRefusal } from './refused-field-rules.ts';

interface Sending {
  error: Error | null;
  reset: () => void;
}

/**
 * What somebody types over what is there, with what is wrong with it: what is missing once it was to be sent, and what the
 * server refused, until it is typed anew.
 */
export function useFactDraft(base: FactDraft, sending: Sending, findGapsOf: (draft: FactDraft) => Told) {
  const [typed, setTyped] = useState<Partial<FactDraft>>({});
  const [isTried, setTried] = useState(false);
  const draft = { ...base, ...typed };
  const gaps = findGapsOf(draft);
  const refusal = tellRefusal(sending.error);
  const change = (members: Partial<FactDraft>) => {
    setTyped((before) => ({ ...before, ...members }));
    if (sending.error) sending.reset();
  };
  /** Whether nothing is missing; from now on it is said what is. */
  const tryIt = () => {
    setTried(true);
    return Object.keys(gaps).length === 0;
  };
  return {
    draft,
    change,
    faults: { ...(isTried ? gaps : {}), ...refusal },
    isAtField: Object.keys(refusal).length > 0,
    tryIt,
  };
}
