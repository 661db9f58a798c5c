import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../../address/paths.ts';
import { useIsHere } from '../../../address/use-is-here.ts';
import { baton } from '../../../data/baton.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';

interface MoveAlongProps {
  userId: number;
  agentRole: string;
}

/** Plans the new role with a move into it on all their leads, and leads to the preview. */
export function MoveAlong({ userId, agentRole }: MoveAlongProps) {
  const navigate = useNavigate();
  const isHere = useIsHere();
  const plan = useMutation({
    mutationFn: () =>
      baton.requests.plan({
        kind: 'facts',
        users: [{ user: { userId }, facts: { agentRole } }],
        onRoleChange: 'move',
      }),
    onSuccess: ({ requestId }) => isHere() && void navigate({ to: paths.request, params: { requestId } }),
  });
  return (
    <>
      <FailureNote error={plan.error} />
      <Button variant="default" loading={plan.isPending} onClick={() => plan.mutate()}>
        Preview the new role with a move on their leads
      </Button>
    </>
  );
}
