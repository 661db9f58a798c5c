import { Text } from '@mantine/core';
import type { ShownRequest } from '../../src/client/client.ts';
import { readForeseenLeaver, tellForeseen } from './leaver-rules.ts';

/** What will become of the leaver themselves, above the counts of rows. */
export function LeaverForeseen({ preview }: Pick<ShownRequest, 'preview'>) {
  const leaver = readForeseenLeaver(preview);
  return leaver && <Text size="sm">{tellForeseen(leaver).join(' ')}</Text>;
}
