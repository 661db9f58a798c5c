import { type RefObject, useEffect } from 'react';

/** What had the focus may be taken away when content is exchanged; then this has it, and not the whole page. */
export function useKeptFocus(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let isWithin = false;
    const note = ({ target }: Event) => {
      isWithin = target instanceof Node && element.contains(target);
    };
    const observer = new MutationObserver(() => {
      if (isWithin && document.activeElement === document.body) element.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note);
    observer.observe(element, { childList: true, subtree: true });
    element.focus();
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
      observer.disconnect();
    };
  }, [container]);
}
