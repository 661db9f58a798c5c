// Who did something, and by whose leave: a key that somebody made for another says so wherever it acts.

interface Named {
  name: string;
}

/** ` with a key made by Bo Roth`, to follow the name of whoever did it; nothing where nobody else made the key. */
export function wordKeyMaker(keyMadeBy: Named | null): string {
  return keyMadeBy === null ? '' : ` with a key made by ${keyMadeBy.name}`;
}

/** `Ada Lee with a key made by Bo Roth`; nobody: the operator. */
export function wordAskedBy({
  requestedBy,
  keyMadeBy,
}: {
  requestedBy: Named | null;
  keyMadeBy: Named | null;
}): string {
  return `${requestedBy?.name ?? 'the operator'}${wordKeyMaker(keyMadeBy)}`;
}
