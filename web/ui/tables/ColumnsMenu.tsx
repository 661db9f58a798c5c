import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';

interface ColumnsMenuProps {
  columns: readonly { id: string; header: string }[];
  /** The ids of those left out. */
  without: readonly string[];
  onChange: (without: string[]) => void;
  /** True: offered on a phone, too. */
  isForPhones?: boolean;
}

export function ColumnsMenu({ columns, without, onChange, isForPhones = false }: ColumnsMenuProps) {
  return (
    <Popover position="bottom-start" trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          {...(isForPhones ? {} : { visibleFrom: 'sm' })}
          leftSection={<IconColumns3 size={15} />}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Checkbox.Group
          aria-label="Columns shown"
          value={columns.map(({ id }) => id).filter((id) => !without.includes(id))}
          onChange={(shown) => onChange(columns.map(({ id }) => id).filter((id) => !shown.includes(id)))}
        >
          <Stack gap="xs">
            {columns.map(({ id, header }) => (
              <Checkbox key={id} value={id} label={header} size="xs" />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
