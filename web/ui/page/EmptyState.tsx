import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  /** What to do about it. */
  children?: ReactNode;
}

/** Stands where rows would be, and says why there are none. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap={6} px="md" py={64} ta="center">
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed" size="sm" maw={420} component="div">
        {children}
      </Text>
    </Stack>
  );
}
