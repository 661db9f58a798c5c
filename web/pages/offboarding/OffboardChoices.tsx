import type { UserParts } from '../../../src/client/client.ts';
import { paths } from '../../address/paths.ts';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import { EmptyState } from '../../ui/page/EmptyState.tsx';
import { AccountChoice } from './AccountChoice.tsx';
import { InventoryTotals } from './InventoryTotals.tsx';
import { LeadsChoice } from './LeadsChoice.tsx';
import classes from './OffboardChoices.module.css';
import { isNothingLeft } from './offboard-rules.ts';
import { PlanOffboarding } from './PlanOffboarding.tsx';
import { Steps } from './Steps.tsx';
import { TeamChoice } from './TeamChoice.tsx';
import { useJoinedInventory } from './use-joined-inventory.ts';
import { useOffboardDraft } from './use-offboard-draft.ts';
import { WhoElseLeaves } from './WhoElseLeaves.tsx';

interface OffboardChoicesProps {
  leaver: Pick<UserParts, 'inventory' | 'reports'>;
  onPlanned: (requestId: number) => void;
}

/** What the leaver holds, and for each part of it who receives it. */
export function OffboardChoices({ leaver: { inventory: first, reports }, onPlanned }: OffboardChoicesProps) {
  const guide = useOffboardDraft();
  const { inventory, error } = useJoinedInventory(first, guide.draft.also);
  if (inventory.leavers.length === 1 && isNothingLeft(inventory)) {
    return (
      <EmptyState title={`${inventory.user.name} has left, and nothing is left behind`}>
        The <AnchorLink to={paths.requests}>requests</AnchorLink> tell how it went.
      </EmptyState>
    );
  }
  return (
    <>
      <Steps current="Choices" />
      <InventoryTotals inventory={inventory} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <WhoElseLeaves {...guide} inventory={inventory} error={error} />
          <LeadsChoice {...guide} inventory={inventory} />
          <TeamChoice {...guide} inventory={inventory} reports={reports} />
          <AccountChoice {...guide} inventory={inventory} />
        </div>
        <div className={classes.side}>
          <PlanOffboarding {...guide} inventory={inventory} onPlanned={onPlanned} />
        </div>
      </div>
    </>
  );
}
