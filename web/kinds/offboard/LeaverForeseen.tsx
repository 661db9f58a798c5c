import { Text } from '@mantine/core';
import type { ShownRequest } from '../../../src/client/client.ts';
import { readForeseenLeavers, tellForeseen } from './leaver-rules.ts';

/** What will become of the leavers themselves, above the counts of rows. */
export function LeaverForeseen({ request }: { request: Pick<ShownRequest, 'preview'> }) {
  return readForeseenLeavers(request.preview).map((leaver) => (
    <Text key={leaver.name} size="sm">
      {tellForeseen(leaver).join(' ')}
    </Text>
  ));
}
