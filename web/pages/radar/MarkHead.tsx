import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { baton } from '../../data/baton.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';

/** The one who reports to nobody may do so on purpose. */
export function MarkHead({ userId }: { userId: number }) {
  const queries = useQueryClient();
  const mark = useMutation({
    mutationFn: () => baton.users.setHead(userId, true),
    onSuccess: () =>
      Promise.all(['people', 'radar'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return (
    <>
      <Button variant="subtle" size="xs" loading={mark.isPending} onClick={() => mark.mutate()}>
        {'On purpose: mark as head'}
      </Button>
      <FailureNote error={mark.error} />
    </>
  );
}
