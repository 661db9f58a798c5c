import { useDebouncedCallback } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';

const pauseMs = 250;

interface AddressDraft<Draft, Members> {
  /** What the address says. */
  search: object;
  read: (search: Readonly<Record<string, unknown>>) => Draft;
  write: (draft: Draft) => Members;
  /** Puts these into the address, in the place of those before. */
  send: (members: Members) => void;
}

/** What somebody fills in: here at once, and in the address whenever they pause. */
export function useAddressDraft<Draft extends object, Members extends object>({
  search,
  read,
  write,
  send,
}: AddressDraft<Draft, Members>) {
  const router = useRouter();
  const [path] = useState(router.latestLocation.pathname);
  const found = read({ ...search });
  const inAddress = spell(write(found));
  const [draft, setDraft] = useState(found);
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set([inAddress]));
  if (!own.has(inAddress)) {
    setOwn(new Set([inAddress]));
    setDraft(found); // somebody followed a link, or went back
  }
  const sendSoon = useDebouncedCallback(
    (next: Draft) => {
      if (router.latestLocation.pathname !== path) return; // whoever has left is not called back
      const members = write(next);
      setOwn((before) => new Set([...before, spell(members)]));
      send(members);
    },
    { delay: pauseMs, flushOnUnmount: true },
  );
  const change = (members: Partial<Draft>) => {
    const next = { ...draft, ...members };
    setDraft(next);
    sendSoon(next);
  };
  /** Before a step that Back takes back, so that it leads to all that was filled in. */
  const settle = () => sendSoon.flush();
  return { draft, change, settle };
}

/** The same text for the same members, in whatever order. */
function spell(members: object): string {
  const spelled = Object.entries(members).filter(([, value]) => value !== undefined);
  return JSON.stringify(spelled.sort(([a], [b]) => (a < b ? -1 : 1)));
}
