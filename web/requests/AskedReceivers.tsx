import { useQuery } from '@tanstack/react-query';
import { PersonName } from '../people/PersonName.tsx';
import { personQuery } from '../people/person-queries.ts';
import type { AskedReceiver, AskedSplit, NamedUser } from './split-rules.ts';

const modeNames = {
  even: 'Evenly:',
  weighted: 'By weight:',
  percent: 'By percent:',
  level: 'So that books end level:',
} as const;

/** Who receives, by which shares, and up to which book. */
export function AskedReceivers({ split: { mode, receivers, keepsStanding } }: { split: AskedSplit }) {
  return (
    <>
      {mode && `${modeNames[mode]} `}
      {receivers.map((receiver, place) => (
        <span key={receiver.userId ?? receiver.email}>
          {place > 0 && ', '}
          <AskedName user={receiver} />
          {spellShare(receiver, mode)}
        </span>
      ))}
      {keepsStanding && '; whoever of them stands on a lead keeps it'}
    </>
  );
}

export function AskedPeople({ people }: { people: readonly NamedUser[] }) {
  return people.map((user, place) => (
    <span key={user.userId ?? user.email}>
      {place > 0 && ', '}
      <AskedName user={user} />
    </span>
  ));
}

export function AskedName({ user: { userId, email } }: { user: NamedUser }) {
  const person = useQuery({ ...personQuery(userId ?? 0), enabled: userId !== undefined }).data;
  return person ? <PersonName person={person} /> : (email ?? `User ${userId}`);
}

function spellShare({ share, cap }: AskedReceiver, mode: AskedSplit['mode']): string {
  const parts = [
    share === undefined ? '' : mode === 'percent' ? `${share} %` : `${share}`,
    cap === undefined ? '' : `up to ${cap.toLocaleString()}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
