import { EmptyState } from '../pages/EmptyState.tsx';
import { Page } from '../pages/Page.tsx';

export function RadarPage() {
  return (
    <Page title="Radar">
      <EmptyState title="This page is being built" />
    </Page>
  );
}
