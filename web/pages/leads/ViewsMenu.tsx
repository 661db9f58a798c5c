import { ActionIcon, Button, Popover, Text } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../address/paths.ts';
import { SaveView } from './SaveView.tsx';
import { findView, forgetView, saveView, viewOf } from './saved-view-rules.ts';
import { useLeadsSearch } from './use-leads-search.ts';
import { useSavedViews } from './use-saved-views.ts';
import classes from './ViewsMenu.module.css';

/** Views by name. One is chosen by going to its address, so what it shows can be sent to anybody. */
export function ViewsMenu() {
  const [isOpen, setOpen] = useState(false);
  const [views, setViews] = useSavedViews();
  const { search } = useLeadsSearch();
  const shown = findView(views, viewOf(search));
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={300} trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={15} />}
          classNames={{ label: classes.shown ?? '' }}
          onClick={() => setOpen(!isOpen)}
        >
          {shown?.name ?? 'Views'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views">
        <ul className={classes.views}>
          {views.map(({ name, search: saved }) => (
            <li key={name} className={classes.view}>
              <Link
                to={paths.leads}
                search={saved}
                className={classes.link}
                data-shown={name === shown?.name}
                onClick={() => setOpen(false)}
              >
                {name}
              </Link>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Forget the view ${name}`}
                onClick={() => setViews(forgetView(views, name))}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </li>
          ))}
        </ul>
        {views.length === 0 && (
          <Text size="sm">A view is the filters, the columns and the order, by a name.</Text>
        )}
        <SaveView
          views={views}
          onSave={(name) => setViews(saveView(views, { name, search: viewOf(search) }))}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
