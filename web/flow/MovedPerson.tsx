import { useQuery } from '@tanstack/react-query';
import type { UserPage } from '../../src/client/client.ts';
import type { RowPart } from '../../src/contract/words/request-words.ts';
import { PersonName } from '../people/PersonName.tsx';
import { personQuery } from '../people/person-queries.ts';
import { requestQuery } from '../requests/request-queries.ts';
import { MovedBy } from './MovedBy.tsx';

interface MovedPersonProps {
  userId: number;
  /** What of them the row is about; without it, whom they report to. */
  part: RowPart | undefined;
  laterRequest: number;
}

/** How somebody stands now, and the later request that made it so. */
export function MovedPerson({ userId, part, laterRequest }: MovedPersonProps) {
  const person = useQuery(personQuery(userId)).data;
  const later = useQuery(requestQuery(laterRequest)).data;
  return (
    <>
      {person && (
        <>
          <PersonName person={person} /> <StandsNow person={person} part={part} />
        </>
      )}
      <MovedBy requestId={laterRequest} cause={later} at={later?.createdAt} />
    </>
  );
}

function StandsNow({ person, part }: { person: UserPage['items'][number]; part: RowPart | undefined }) {
  if (part === 'facts') return 'is known by other facts now';
  if (part === 'account') return person.isActive ? 'is here now' : 'is not here any more';
  return <>reports to {person.manager ? <PersonName person={person.manager} /> : 'nobody'} now</>;
}
