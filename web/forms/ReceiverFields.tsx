import { SegmentedControl, Stack } from '@mantine/core';
import { PersonPicker } from '../people/PersonPicker.tsx';
import { ReceiverRows } from './ReceiverRows.tsx';
import type { ReceiverProps } from './receiver-draft.ts';

interface ReceiverFieldsProps extends ReceiverProps {
  /** The id of the element that says what is received. */
  labelledBy: string;
}

/** One receiver, or several by shares. */
export function ReceiverFields({ draft, change, labelledBy }: ReceiverFieldsProps) {
  const [first] = draft.receivers;
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-labelledby={labelledBy}
        size="xs"
        fullWidth
        value={draft.split}
        onChange={(split) => change({ split })}
        data={[
          { value: 'one', label: 'One person' },
          { value: 'even', label: 'Evenly' },
          { value: 'weighted', label: 'By weight' },
          { value: 'percent', label: 'By percent' },
          { value: 'level', label: 'Level' },
        ]}
      />
      {draft.split === 'one' && first ? (
        <PersonPicker
          label="Receiver"
          isLabelHidden
          isActive
          value={first.userId}
          onChange={(userId) => change({ receivers: [{ ...first, userId }, ...draft.receivers.slice(1)] })}
        />
      ) : (
        <ReceiverRows draft={draft} change={change} />
      )}
    </Stack>
  );
}
