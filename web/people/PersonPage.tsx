import { EmptyState } from '../pages/EmptyState.tsx';
import { Page } from '../pages/Page.tsx';

export function PersonPage() {
  return (
    <Page title="Person">
      <EmptyState title="This page is being built" />
    </Page>
  );
}
