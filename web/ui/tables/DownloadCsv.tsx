import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { listAddress } from './list-address.ts';

interface DownloadCsvProps {
  /** Of the list, under the API's address, such as `leads`. */
  path: string;
  /** The filters of the list, as the API takes them. */
  query?: object;
  /** What it is of, where a page has several. */
  of?: string;
  /** True: beside the title of a section. */
  isSmall?: boolean;
}

/** All that a list shows, on every page of it. */
export function DownloadCsv({ path, query = {}, of, isSmall = false }: DownloadCsvProps) {
  return (
    <Button
      component="a"
      href={listAddress(`${path}.csv`, query)}
      download
      variant={isSmall ? 'subtle' : 'default'}
      {...(isSmall ? { size: 'compact-xs' } : {})}
      leftSection={<IconDownload size={isSmall ? 13 : 15} />}
      {...(of === undefined ? {} : { 'aria-label': `Download CSV: ${of}` })}
    >
      {isSmall ? 'CSV' : 'Download CSV'}
    </Button>
  );
}
