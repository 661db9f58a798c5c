import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../app/paths.ts';
import { FailureNote } from '../failures/FailureNote.tsx';
import { AnchorLink } from '../links/AnchorLink.tsx';
import { EmptyState } from '../pages/EmptyState.tsx';
import { AccountChoice } from './AccountChoice.tsx';
import { InventoryTotals } from './InventoryTotals.tsx';
import { inventoryQuery } from './inventory-query.ts';
import { LeadsChoice } from './LeadsChoice.tsx';
import classes from './OffboardChoices.module.css';
import { isNothingLeft } from './offboard-rules.ts';
import { PlanOffboarding } from './PlanOffboarding.tsx';
import { Steps } from './Steps.tsx';
import { TeamChoice } from './TeamChoice.tsx';
import { useOffboardDraft } from './use-offboard-draft.ts';

interface OffboardChoicesProps {
  userId: number;
  onPlanned: (requestId: number) => void;
}

/** What the leaver holds, and for each part of it who receives it. */
export function OffboardChoices({ userId, onPlanned }: OffboardChoicesProps) {
  const guide = useOffboardDraft();
  const { data: inventory, error, refetch } = useQuery(inventoryQuery(userId));
  if (error) return <FailureNote error={error} onRetry={() => void refetch()} />;
  if (!inventory) return <Skeleton h={320} role="status" aria-label="Loading what they hold" />;
  if (isNothingLeft(inventory)) {
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
          <LeadsChoice {...guide} inventory={inventory} />
          <TeamChoice {...guide} inventory={inventory} />
          <AccountChoice inventory={inventory} />
        </div>
        <div className={classes.side}>
          <PlanOffboarding {...guide} inventory={inventory} onPlanned={onPlanned} />
        </div>
      </div>
    </>
  );
}
