import { useLocalStorage } from '@mantine/hooks';
import { useSession } from '../../sessions/session-queries.ts';
import { readViews } from './saved-view-rules.ts';

/** The views of whoever is signed in, kept in this browser and for this organisation alone. */
export function useSavedViews() {
  const { org, user } = useSession();
  return useLocalStorage({
    key: `baton-leads-views-${org.orgId}-${user.userId}`,
    defaultValue: readViews(undefined),
    deserialize: readViews,
    getInitialValueInEffect: false,
  });
}
