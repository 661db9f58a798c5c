import { useQuery } from '@tanstack/react-query';
import type { ListedLead } from '../../../src/client/client.ts';
import { personQuery } from '../../people/person-queries.ts';

/** Of whose leads are listed: read off the leads, on each of which they stand, and asked for where there is none. */
export function useOwnerName(owner: number | undefined, rows: readonly ListedLead[], isLoaded: boolean) {
  const standing = rows[0]?.assignments.find(({ userId }) => userId === owner);
  const isUnknown = owner !== undefined && isLoaded && standing === undefined;
  const asked = useQuery({ ...personQuery(owner ?? 0), enabled: isUnknown }).data;
  return (standing ?? asked)?.name;
}
