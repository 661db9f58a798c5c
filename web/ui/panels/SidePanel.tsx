import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import classes from './SidePanel.module.css';
import { useEscape } from './use-escape.ts';
import { useKeptFocus } from './use-kept-focus.ts';

interface SidePanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Stands beside what it is about, so that both can be read; covers it where the window is narrow. */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useKeptFocus(panel);
  useEscape(onClose);
  return (
    <aside ref={panel} tabIndex={-1} aria-label={title} className={classes.panel}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close" onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      <div className={classes.content}>{children}</div>
    </aside>
  );
}
