import { Text } from '@mantine/core';
import type { ShownRequest } from '../../src/client/client.ts';
import { paths } from '../address/paths.ts';
import { AnchorLink } from '../ui/links/AnchorLink.tsx';
import { kindNames } from './request-rules.ts';

/** Where an address names a request that is about something else. */
export function ForeignRequest({ request: { requestId, kind } }: { request: ShownRequest }) {
  return (
    <Text size="sm">
      This address names a request that does not belong here:{' '}
      <AnchorLink to={paths.request} params={{ requestId }}>
        {kindNames[kind]} {requestId}
      </AnchorLink>
      .
    </Text>
  );
}
