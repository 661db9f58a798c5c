import { Button, FocusTrap, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import type { ListedLead } from '../../../src/client/client.ts';
import { FilterFields } from './FilterFields.tsx';

const list = '[role="listbox"]';

/** All filters in one popover. Esc closes the list of a field that is open, and else the popover. */
export function FiltersMenu({ rows, active }: { rows: readonly ListedLead[]; active: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width={340}
      trapFocus
      returnFocus
      closeOnEscape={false}
      shadow="md"
    >
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={15} />} onClick={() => setOpen(!isOpen)}>
          Filters{active > 0 && ` · ${active}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown
        aria-label="Filters"
        onKeyDownCapture={({ key, currentTarget }) => {
          const lists = [...currentTarget.querySelectorAll(list)];
          if (key === 'Escape' && !lists.some((each) => each.checkVisibility())) setOpen(false);
        }}
      >
        <FocusTrap.InitialFocus />
        <FilterFields rows={rows} />
      </Popover.Dropdown>
    </Popover>
  );
}
