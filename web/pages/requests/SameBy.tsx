import { SegmentedControl, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShownRequest } from '../../../src/client/client.ts';
import { tellCommands } from '../../kinds/same-by-rules.ts';
import { requestRowsQuery } from '../../requests/request-queries.ts';
import { CommandText } from '../../ui/commands/CommandText.tsx';
import { Section } from '../../ui/sections/Section.tsx';

const ways = [
  { value: 'cli', label: 'By CLI' },
  { value: 'curl', label: 'By curl' },
] as const;

/** The same request for a script: nothing that the UI does is its own. */
export function SameBy({ request }: { request: ShownRequest }) {
  const [way, setWay] = useState<(typeof ways)[number]['value']>('cli');
  const { data } = useInfiniteQuery(requestRowsQuery(request.requestId, undefined));
  const rows = data?.pages[0]?.items ?? [];
  const text = tellCommands(request, rows, location.origin)[way];
  return (
    <Section
      title="The same"
      note={
        <SegmentedControl aria-label="The same" size="xs" data={[...ways]} value={way} onChange={setWay} />
      }
    >
      <CommandText text={text} />
      <Text size="sm" c="dimmed" mt={6}>
        {way === 'cli' && (
          <>
            <code>BATON_URL</code> holds {location.origin};{' '}
          </>
        )}
        <code>BATON_ACCESS_KEY</code> and <code>BATON_SECRET_KEY</code> hold an access key and its secret,
        which an administrator makes on the page of whoever it is for.
      </Text>
    </Section>
  );
}
