import { EmptyState } from '../../../ui/page/EmptyState.tsx';

/** Before anybody came, or where nobody was brought in yet. */
export function NobodyInChart({ asOf }: { asOf: string | undefined }) {
  if (asOf !== undefined) {
    return <EmptyState title="Nobody was here then">Choose a later moment, or go back to now.</EmptyState>;
  }
  return (
    <EmptyState title="There are no people yet">
      Bring them in with <code>baton import users FILE.csv</code>.
    </EmptyState>
  );
}
