import { Button, Group } from '@mantine/core';

interface SubmitOrCancelProps {
  /** What sending the form does. */
  label: string;
  isPending: boolean;
  isDisabled?: boolean;
  onCancel: () => void;
}

/** The buttons at the end of a form. */
export function SubmitOrCancel({ label, isPending, isDisabled = false, onCancel }: SubmitOrCancelProps) {
  return (
    <Group gap="xs">
      <Button type="submit" loading={isPending} disabled={isDisabled}>
        {label}
      </Button>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </Group>
  );
}
