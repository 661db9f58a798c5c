import { Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { KeyPage } from '../../../../src/client/client.ts';
import { KeyTerms } from '../../../sessions/KeyTerms.tsx';
import { Moment } from '../../../ui/moments/Moment.tsx';
import { RevokeKey } from './RevokeKey.tsx';

type Key = KeyPage['items'][number];

/** The newest keys, in force or revoked, without any secret. */
export function KeysTable({ userId, keys }: { userId: number; keys: readonly Key[] }) {
  const [revoking, setRevoking] = useState<string>();
  return (
    <>
      {keys.length === 0 && (
        <Text size="sm" c="dimmed">
          There is no access key. Programs need one; people sign in.
        </Text>
      )}
      {keys.length > 0 && (
        <Table.ScrollContainer minWidth={300} scrollAreaProps={{ tabIndex: 0 }}>
          <Table fz="sm" verticalSpacing={5} horizontalSpacing="xs">
            <Table.Thead fz="xs">
              <Table.Tr>
                <Table.Th>Access key</Table.Th>
                <Table.Th>Made</Table.Th>
                <Table.Th ta="end">State</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map((key) => (
                <KeyRow
                  key={key.accessKey}
                  userId={userId}
                  item={key}
                  onRevoke={() => setRevoking(key.accessKey)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {revoking !== undefined && (
        <RevokeKey userId={userId} accessKey={revoking} onClose={() => setRevoking(undefined)} />
      )}
    </>
  );
}

function KeyRow({ userId, item, onRevoke }: { userId: number; item: Key; onRevoke: () => void }) {
  const { accessKey, createdAt, revokedAt } = item;
  return (
    <Table.Tr {...(revokedAt === null ? {} : { c: 'dimmed' })}>
      <Table.Td fz="xs" style={{ overflowWrap: 'anywhere' }}>
        <code>{accessKey}</code>
        <KeyTerms listed={item} ownerId={userId} />
      </Table.Td>
      <Table.Td>
        <Moment at={createdAt} />
      </Table.Td>
      <Table.Td ta="end">
        {revokedAt === null ? (
          <Button variant="default" size="compact-xs" aria-label={`Revoke ${accessKey}`} onClick={onRevoke}>
            Revoke
          </Button>
        ) : (
          <>
            Revoked <Moment at={revokedAt} />
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
