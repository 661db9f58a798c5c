import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { paths } from '../../address/paths.ts';
import { useIsHere } from '../../address/use-is-here.ts';
import { requestQuery } from '../../requests/request-queries.ts';
import { describeFailure } from '../../ui/failures/failure-rules.ts';

/** Takes an id as it was pasted, blanks and quotes around it included, and opens the request. */
export function FindRequest() {
  const [text, setText] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const digits = text.replaceAll(/[\s"',]/g, '');
  const isId = /^\d{1,15}$/.test(digits);
  const isHere = useIsHere();
  const find = useMutation({
    mutationFn: (requestId: number) => queries.fetchQuery(requestQuery(requestId)),
    onSuccess: ({ requestId }) =>
      isHere() ? navigate({ to: paths.request, params: { requestId } }) : undefined,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isId) find.mutate(Number(digits));
  };
  const problem = digits !== '' && !isId ? 'An id is a number, such as 1000000053.' : undefined;
  const failure = find.error ? describeFailure(find.error).detail : undefined;
  return (
    <form onSubmit={submit}>
      <TextInput
        data-search
        aria-label="Find a request by its id"
        placeholder="Paste an id or WFAId  ( / )"
        leftSection={<IconSearch size={15} />}
        value={text}
        error={problem ?? failure}
        onChange={(event) => {
          setText(event.currentTarget.value);
          find.reset();
        }}
      />
    </form>
  );
}
