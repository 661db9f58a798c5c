import { Skeleton, Stack } from '@mantine/core';

/** Shown where a page takes longer than a blink. */
export function PagePending() {
  return (
    <Stack p="lg" gap="md" role="status" aria-label="Loading">
      <Skeleton h={26} w={220} />
      <Skeleton h={36} />
      <Skeleton h={320} />
    </Stack>
  );
}
