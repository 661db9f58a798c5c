import { ActionIcon, Button, CopyButton, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface ShownOnceProps {
  title: string;
  values: readonly (readonly [name: string, value: string])[];
  onClose: () => void;
  /** What it is, and that it will not be seen again. */
  children: ReactNode;
}

/** A secret that will not be seen again; only its button closes it, so that no slip of the hand loses it. */
export function ShownOnce({ title, values, onClose, children }: ShownOnceProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="sm">
        <Text size="sm">{children}</Text>
        {values.map(([name, value]) => (
          <TextInput
            key={name}
            label={name}
            value={value}
            readOnly
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            onFocus={(event) => event.currentTarget.select()}
            rightSection={<Copy name={name} value={value} />}
          />
        ))}
        <Button onClick={onClose}>I have copied it</Button>
      </Stack>
    </Modal>
  );
}

function Copy({ name, value }: { name: string; value: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={copied ? `Copied: ${name}` : `Copy: ${name}`}
          onClick={copy}
        >
          {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        </ActionIcon>
      )}
    </CopyButton>
  );
}
