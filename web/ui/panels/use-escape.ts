import { useEffect, useRef } from 'react';

/** Dialogs, popovers and menus, and the lists of fields: each closes by itself, before what is under it. */
const above = '[role="dialog"], [role="menu"], [role="listbox"]';

/** Listens on the whole page for Esc that nothing else takes. */
export function useEscape(onEscape: () => void): void {
  const current = useRef(onEscape);
  useEffect(() => {
    current.current = onEscape;
  });
  useEffect(() => {
    let isTaken = false;
    const look = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      isTaken = [...document.querySelectorAll(above)].some((each) => each.checkVisibility());
    };
    const act = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isTaken && !event.defaultPrevented) current.current();
    };
    document.addEventListener('keydown', look, { capture: true }); // before any of them closes
    document.addEventListener('keydown', act);
    return () => {
      document.removeEventListener('keydown', look, { capture: true });
      document.removeEventListener('keydown', act);
    };
  }, []);
}
