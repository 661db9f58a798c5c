import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { baton } from '../../data/baton.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';

/** For whoever left a device somewhere. */
export function SignOutEverywhere() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => baton.session.signOutEverywhere(),
    onSuccess: async () => {
      await navigate({ to: paths.signIn });
      queries.clear();
    },
  });
  return (
    <div>
      <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
        Sign out everywhere
      </Button>
      <Text size="sm" c="dimmed" mt={6}>
        Ends every session of yours, on this device too.
      </Text>
      <FailureNote error={signOut.error} />
    </div>
  );
}
