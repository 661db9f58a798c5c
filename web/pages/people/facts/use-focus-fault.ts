import { type RefObject, useEffect, useRef } from 'react';
import type { Told } from './fact-draft-rules.ts';

/** Leads to the first field with a fault, whenever there are others: whoever pressed the button is far from it. */
export function useFocusFault(faults: Told): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  const told = Object.entries(faults).flat().join();
  useEffect(() => {
    if (told === '') return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [told]);
  return form;
}
