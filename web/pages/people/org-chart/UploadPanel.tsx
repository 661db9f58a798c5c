import { Code, FileInput, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useIsHere } from '../../../address/use-is-here.ts';
import { baton } from '../../../data/baton.ts';
import { PreviewStep } from '../../../forms/PreviewStep.tsx';
import { toRunOptions } from '../../../forms/request-terms-rules.ts';
import { findRunAtGap } from '../../../requests/terms-rules.ts';
import { findUnknownColumns, IgnoreColumns } from './IgnoreColumns.tsx';
import { ManagerTerms } from './ManagerTerms.tsx';
import { useRequestTerms } from './use-request-terms.ts';

const sample = 'user_email,manager_email\nana@example.com,bea@example.com\ncarl@example.com,';

/** Managers out of a file. A bad row is named with its line and column, and then nothing of the file is taken. */
export function UploadPanel({ onPlanned }: { onPlanned: (requestId: number) => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const [isIgnored, setIgnored] = useState(false);
  const { draft: terms, change } = useRequestTerms();
  const isHere = useIsHere();
  const plan = useMutation({
    mutationFn: (csv: File) =>
      baton.requests.createFromCsv(
        csv,
        { kind: 'managers', ignoreColumns: isIgnored ? 'unknown' : undefined, ...toRunOptions(terms) },
        { plan: true },
      ),
    onError: (error) => setUnknown((known) => [...new Set([...known, ...findUnknownColumns(error)])]),
    onSuccess: ({ requestId }) => isHere() && onPlanned(requestId),
  });
  const gap = file === null ? 'Choose a file first.' : findRunAtGap(terms.runAt, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file && gap === undefined) plan.mutate(file);
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setUnknown([]);
    setIgnored(false);
    plan.reset();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FileInput
          label="CSV file"
          description="Up to 100,000 people, one a line, each with their new manager."
          placeholder="Choose a file"
          accept=".csv,text/csv"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the file' }}
          leftSection={<IconFileTypeCsv size={18} stroke={1.6} />}
          value={file}
          onChange={choose}
        />
        <div>
          <Text size="sm" c="dimmed" mb={4}>
            The first line names the columns: <b>user_email</b> or <b>user_id</b>, and <b>manager_email</b> or{' '}
            <b>manager_id</b>. A blank manager is nobody.
          </Text>
          <Code block>{sample}</Code>
        </div>
        <ManagerTerms terms={terms} change={change} />
        <IgnoreColumns columns={unknown} isIgnored={isIgnored} onChange={setIgnored} />
        <PreviewStep plan={plan} gap={gap} onRetry={() => file && plan.mutate(file)} />
      </Stack>
    </form>
  );
}
