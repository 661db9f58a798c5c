import { useQuery } from '@tanstack/react-query';
import { PersonName } from '../people/PersonName.tsx';
import { personQuery } from '../people/person-queries.ts';
import { requestQuery } from '../requests/request-queries.ts';
import { MovedBy } from './MovedBy.tsx';

/** Whom somebody reports to now, and the later request that made it so. */
export function MovedPerson({ userId, laterRequest }: { userId: number; laterRequest: number }) {
  const person = useQuery(personQuery(userId)).data;
  const later = useQuery(requestQuery(laterRequest)).data;
  return (
    <>
      {person && (
        <>
          <PersonName person={person} /> reports to{' '}
          {person.manager ? <PersonName person={person.manager} /> : 'nobody'} now
        </>
      )}
      <MovedBy requestId={laterRequest} cause={later} at={later?.createdAt} />
    </>
  );
}
