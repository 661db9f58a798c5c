import { useEffect, useRef } from 'react';

/** What keys do, such as `{ 'g l': openLeads, '?': showHelp }`; a blank parts keys pressed one after the other. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const longestPauseMs = 900;

/** Listens on the whole page, but not while somebody writes. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    let before = { key: '', at: 0 };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      const isSequel = event.timeStamp - before.at < longestPauseMs;
      const sequence = current.current[`${before.key} ${event.key}`];
      const act = (isSequel && sequence) || current.current[event.key];
      before = { key: event.key, at: event.timeStamp };
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select');
}

/** Every page marks the field that `/` goes to with `data-search`. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('input[data-search]');
  field?.focus();
  field?.select();
}
