import { Button, Flex, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureNote } from '../ui/failures/FailureNote.tsx';

interface PreviewStepProps {
  plan: { error: Error | null; isPending: boolean };
  /** What is missing until it can be previewed. */
  gap: string | undefined;
  isDisabled?: boolean;
  label?: string;
  onRetry?: () => void;
  /** Beside the button. */
  children?: ReactNode;
}

/** The end of every form that makes a plan: what the server refused, the button, and what is missing for it. */
export function PreviewStep(props: PreviewStepProps) {
  const { plan, gap, isDisabled = gap !== undefined, label = 'Preview', onRetry, children } = props;
  return (
    <>
      <FailureNote error={plan.error} {...(onRetry ? { onRetry } : {})} />
      <Flex direction={children ? 'row' : 'column'} gap="xs">
        <Button type="submit" loading={plan.isPending} disabled={isDisabled}>
          {label}
        </Button>
        {children}
      </Flex>
      <Text size="sm" c="dimmed" role="status">
        {gap ?? 'Nothing changes until you have seen the preview and run it.'}
      </Text>
    </>
  );
}
