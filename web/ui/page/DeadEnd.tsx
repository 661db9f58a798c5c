import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Page } from './Page.tsx';

interface DeadEndProps {
  title: string;
  /** What is wrong. */
  text: string;
  /** The ways on. */
  children: ReactNode;
}

/** Where an address leads to nothing that can be shown: what is wrong, and a way on. */
export function DeadEnd({ title, text, children }: DeadEndProps) {
  return (
    <Page title={title}>
      <Text role="alert">{text}</Text>
      <Group gap="xs" mt="xs">
        {children}
      </Group>
    </Page>
  );
}
