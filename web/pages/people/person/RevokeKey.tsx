import { Button, Code, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { baton } from '../../../data/baton.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { anyWholePerson } from './person-page-queries.ts';

interface RevokeKeyProps {
  userId: number;
  accessKey: string;
  onClose: () => void;
}

/** Asks before it ends a key, for there is no way back. */
export function RevokeKey({ userId, accessKey, onClose }: RevokeKeyProps) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => baton.keys.revoke(accessKey),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: anyWholePerson(userId) }),
  });
  return (
    <Modal opened onClose={onClose} title="Revoke this key?" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Text size="sm" mb="sm">
        Whatever uses <Code>{accessKey}</Code> is refused from the next call on. A revoked key does not come
        back; make a new one instead.
      </Text>
      <FailureNote error={revoke.error} />
      <Group gap="xs" mt="sm">
        <Button color="red.9" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          Revoke it
        </Button>
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
      </Group>
    </Modal>
  );
}
