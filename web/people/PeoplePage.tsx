import { EmptyState } from '../pages/EmptyState.tsx';
import { Page } from '../pages/Page.tsx';

export function PeoplePage() {
  return (
    <Page title="People">
      <EmptyState title="This page is being built" />
    </Page>
  );
}
