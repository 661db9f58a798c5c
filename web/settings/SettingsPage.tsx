import { EmptyState } from '../pages/EmptyState.tsx';
import { Page } from '../pages/Page.tsx';

export function SettingsPage() {
  return (
    <Page title="Settings">
      <EmptyState title="This page is being built" />
    </Page>
  );
}
