import { Alert, Button, Stack, Table, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShownRequest } from '../../src/client/client.ts';
import { countInTheWay, listForeseen, listWarnings } from '../../src/contract/rules/foreseen-rules.ts';
import { PersonName } from '../people/PersonName.tsx';
import { personQuery } from '../people/person-queries.ts';

type Preview = NonNullable<ShownRequest['preview']>;
type Book = Preview['books'][number];
type Previewed = ShownRequest & { preview: Preview };

const firstBooks = 8;
const colours = {
  '--alert-color': 'var(--baton-care)',
  '--alert-bd': '1px solid var(--baton-care)',
} as const;

/** What a plan foresees: how many rows, whose books, and what to know before. */
export function PreviewView({ request }: { request: Previewed }) {
  const [isWhole, setWhole] = useState(false);
  const { usersTouched } = request.preview;
  const books = countInTheWay(request) > 0 ? [] : request.preview.books;
  const warnings = listWarnings(request);
  const shown = books.slice(0, isWhole ? 60 : firstBooks);
  return (
    <Stack gap="md">
      <Foreseen request={request} />
      {warnings.length > 0 && (
        <Alert
          color="yellow"
          variant="outline"
          title="Before you run it"
          p="sm"
          vars={() => ({ root: colours })}
        >
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Alert>
      )}
      {shown.length > 0 && <Books books={shown} />}
      {books.length > firstBooks && !isWhole && (
        <Button variant="default" size="xs" onClick={() => setWhole(true)}>
          Show more of the {Math.max(usersTouched, books.length).toLocaleString()} people
        </Button>
      )}
    </Stack>
  );
}

function Foreseen({ request }: { request: Previewed }) {
  const [first, ...others] = listForeseen(request).map(
    ({ count, text }) => `${count.toLocaleString()} ${text}`,
  );
  return (
    <div>
      <Text fz="xl" fw={600} component="p" m={0} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {first}
      </Text>
      <Text size="sm" c="dimmed" component="p" m={0}>
        {others.join(', ')}
      </Text>
    </div>
  );
}

function Books({ books }: { books: readonly Book[] }) {
  const people = useQueries({ queries: books.map(({ userId }) => personQuery(userId)) });
  return (
    <Table.ScrollContainer minWidth={326} scrollAreaProps={{ tabIndex: 0 }}>
      <Table fz="sm" verticalSpacing={5} horizontalSpacing={3} captionSide="top">
        <Table.Caption ta="start" mt={0}>
          Books: the leads on which somebody is primary
        </Table.Caption>
        <Table.Thead fz="xs">
          <Table.Tr>
            <Table.Th>Person</Table.Th>
            <Table.Th ta="end">Before</Table.Th>
            <Table.Th ta="end">After</Table.Th>
            <Table.Th ta="end">Demoted</Table.Th>
            <Table.Th ta="end">Removed</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {books.map((book, place) => (
            <Table.Tr key={book.userId}>
              <Table.Td>{nameOf(people[place]?.data, book.userId)}</Table.Td>
              <Cell of={book.bookBefore} />
              <Cell of={book.bookAfter} isStrong />
              <Cell of={book.demoted} />
              <Cell of={book.removed} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function nameOf(person: Parameters<typeof PersonName>[0]['person'] | null | undefined, userId: number) {
  return person ? <PersonName person={person} /> : `User ${userId}`;
}

function Cell({ of, isStrong = false }: { of: number; isStrong?: boolean }) {
  const isDash = of === 0 && !isStrong;
  return (
    <Table.Td ta="end" fw={isStrong ? 600 : 400} {...(isDash ? { c: 'dimmed' } : {})}>
      {isDash ? '–' : of.toLocaleString()}
    </Table.Td>
  );
}
