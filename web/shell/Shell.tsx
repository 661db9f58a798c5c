import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { paths } from '../address/paths.ts';
import { ShortcutHelp } from '../ui/shortcuts/ShortcutHelp.tsx';
import { focusSearch, useShortcuts } from '../ui/shortcuts/use-shortcuts.ts';
import { Wordmark } from '../ui/theme/Wordmark.tsx';
import { Navigation } from './Navigation.tsx';
import classes from './Shell.module.css';

/** What stands around every page: the ways to go, who is signed in, and whether the server answers. */
export function Shell() {
  const [isHelpOpen, help] = useDisclosure();
  const [isMenuOpen, menu] = useDisclosure();
  const { pathname } = useLocation();
  useNavigationKeys(help.open);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes because the page changed
  useEffect(menu.close, [pathname]);
  return (
    <div className={classes.shell}>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <header className={classes.bar}>
        <Wordmark />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="Menu"
          aria-expanded={isMenuOpen}
          onClick={menu.toggle}
        >
          <IconMenu2 size={20} />
        </ActionIcon>
      </header>
      <Navigation isOpen={isMenuOpen} onHelp={help.open} />
      <main id="content" tabIndex={-1} className={classes.content}>
        <div className={classes.page}>
          <Outlet />
        </div>
      </main>
      <ShortcutHelp isOpen={isHelpOpen} onClose={help.close} />
    </div>
  );
}

function useNavigationKeys(showHelp: () => void): void {
  const navigate = useNavigate();
  useShortcuts({
    '/': focusSearch,
    '?': showHelp,
    'g l': () => void navigate({ to: paths.leads }),
    'g p': () => void navigate({ to: paths.people }),
    'g r': () => void navigate({ to: paths.requests }),
    'g o': () => void navigate({ to: paths.radar }),
    'g s': () => void navigate({ to: paths.settings }),
  });
}
