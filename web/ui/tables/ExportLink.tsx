import { Button } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { listAddress } from './list-address.ts';

interface ExportLinkProps {
  table: 'leads' | 'users';
  /** The filters of the list, as the API takes them. */
  query: object;
}

/** All that a list finds as of one moment, in the columns that an import reads. */
export function ExportLink({ table, query }: ExportLinkProps) {
  return (
    <Button
      component="a"
      href={listAddress(`exports/${table}`, query)}
      download
      variant="default"
      leftSection={<IconFileExport size={15} />}
    >
      Export
    </Button>
  );
}
