import { Text } from '@mantine/core';
import type { ShownRequest } from '../../../src/client/client.ts';
import { tellEnds } from './foreseen-rules.ts';

/** What will become of those whose accounts end, above the counts of rows. */
export function AccountsForeseen({ request }: { request: ShownRequest<'account'> }) {
  return tellEnds(request).map((sentence) => (
    <Text key={sentence} size="sm">
      {sentence}
    </Text>
  ));
}
