import { paths } from '../app/paths.ts';
import { AnchorLink } from '../links/AnchorLink.tsx';
import { EmptyState } from './EmptyState.tsx';

export function NoSuchPage() {
  return (
    <EmptyState title="There is no such page">
      Check the address, or go to the <AnchorLink to={paths.leads}>leads</AnchorLink>.
    </EmptyState>
  );
}
