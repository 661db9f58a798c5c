import { Text } from '@mantine/core';
import type { KeyPage } from '../../src/client/client.ts';
import { Moment } from '../ui/moments/Moment.tsx';

/** What a key is called, what it is for, who made it and when it was last used, below the key itself. */
export function KeyTerms({
  listed: { name, scopes, madeBy, lastUsedAt, expiresAt, revokedAt, isInForce },
  ownerId,
}: {
  listed: KeyPage['items'][number];
  ownerId: number;
}) {
  const isMadeByAnother = madeBy !== null && madeBy.userId !== ownerId;
  return (
    <Text size="xs" c="dimmed" component="div">
      {name !== '' && <b>{name} · </b>}
      {scopes.join(', ')}
      {isMadeByAnother && ` · made by ${madeBy.name}`}
      {' · '}
      {lastUsedAt === null ? (
        'never used'
      ) : (
        <>
          used <Moment at={lastUsedAt} />
        </>
      )}
      {revokedAt === null && expiresAt !== null && (
        <>
          {' · '}
          {isInForce ? 'ends' : 'ended'} <Moment at={expiresAt} />
        </>
      )}
    </Text>
  );
}
