import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { orRefuseUnread } from '../../address/refuse-unread.ts';
import { isAdministrator } from '../../sessions/access-rules.ts';
import { sessionQuery } from '../../sessions/session-queries.ts';
import { shellRoute } from '../../shell/shell-route.ts';
import { orgKeysQuery, orgQuery } from './setting-queries.ts';
import { readSettingsSearch } from './settings-search.ts';

const readSettingsAddress = orRefuseUnread(readSettingsSearch, ['what', 'user', 'from', 'to']);

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.settings,
  validateSearch: readSettingsAddress,
  loader: async ({ context: { queries } }) => {
    void queries.prefetchQuery(orgQuery);
    const session = await queries.ensureQueryData(sessionQuery);
    if (session && isAdministrator(session)) void queries.prefetchInfiniteQuery(orgKeysQuery);
  },
  component: lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage'),
});
