import { Text } from '@mantine/core';
import type { ShownRequest } from '../../../src/client/client.ts';
import { tellForeseen } from './leaver-rules.ts';

/** What will become of the leavers themselves, above the counts of rows. */
export function LeaverForeseen({ request }: { request: ShownRequest<'offboard'> }) {
  return request.preview?.leavers?.map((leaver) => (
    <Text key={leaver.userId} size="sm">
      {tellForeseen(leaver).join(' ')}
    </Text>
  ));
}
