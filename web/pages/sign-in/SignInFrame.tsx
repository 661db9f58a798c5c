import { Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Wordmark } from '../../ui/theme/Wordmark.tsx';
import classes from './SignInFrame.module.css';

interface SignInFrameProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** What the pages before the shell look like. */
export function SignInFrame({ title, lead, children }: SignInFrameProps) {
  useDocumentTitle(`${title} · Baton`);
  return (
    <main className={classes.frame}>
      <Stack gap="lg" w="100%" maw={380}>
        <Wordmark />
        <Paper withBorder p="lg" radius="md">
          <Stack gap="md">
            <div>
              <Title order={1}>{title}</Title>
              <Text c="dimmed" size="sm" mt={4}>
                {lead}
              </Text>
            </div>
            {children}
          </Stack>
        </Paper>
      </Stack>
    </main>
  );
}
