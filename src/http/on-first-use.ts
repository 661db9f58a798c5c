/**
 * A function that is made when it is first called. What checks and writes the bodies of all calls takes longer to make
 * than the rest of a start, and most of it is never used by a process that soon ends.
 */
export function onFirstUse<Ask extends unknown[], Answer>(
  make: () => (...ask: Ask) => Answer,
): (...ask: Ask) => Answer {
  let made: ((...ask: Ask) => Answer) | undefined;
  return (...ask) => {
    made ??= make();
    return made(...ask);
  };
}
