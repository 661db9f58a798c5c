import { Button, Group, Popover, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrgKeyPage } from '../../../src/client/client.ts';
import { baton } from '../../data/baton.ts';
import { PersonName } from '../../people/PersonName.tsx';
import { KeyTerms } from '../../sessions/KeyTerms.tsx';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { Moment } from '../../ui/moments/Moment.tsx';
import classes from './KeyRow.module.css';

export function KeyRow({ listed }: { listed: OrgKeyPage['items'][number] }) {
  const { accessKey, user, createdAt, revokedAt, isInForce } = listed;
  return (
    <Table.Tr className={classes.row} data-ended={!isInForce}>
      <Table.Td>
        <code className={classes.key}>{accessKey}</code>
        <KeyTerms listed={listed} ownerId={user.userId} />
      </Table.Td>
      <Table.Td>
        <PersonName person={user} />
      </Table.Td>
      <Table.Td>
        <Moment at={createdAt} />
      </Table.Td>
      <Table.Td ta="end">
        {revokedAt === null ? (
          <RevokeButton accessKey={accessKey} />
        ) : (
          <>
            revoked <Moment at={revokedAt} />
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Asks once: a key that was revoked does not come back. */
function RevokeButton({ accessKey }: { accessKey: string }) {
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => baton.keys.revoke(accessKey),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  return (
    <Popover opened={isOpen} onChange={setOpen} width={270} position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
          Revoke
        </Button>
      </Popover.Target>
      <Popover.Dropdown ta="start" aria-label={`Revoke ${accessKey}`}>
        <Stack gap="xs">
          <Text size="sm">Whatever uses this key stops working at once, and the key does not come back.</Text>
          <FailureNote error={revoke.error} />
          <Group gap="xs">
            <Button size="xs" color="red.9" loading={revoke.isPending} onClick={() => revoke.mutate()}>
              Revoke it
            </Button>
            <Button size="xs" variant="default" onClick={() => setOpen(false)}>
              Keep it
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
