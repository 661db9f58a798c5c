import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconDevices,
  IconDoorExit,
  IconKeyboard,
  IconMoon,
  IconSelector,
  IconSun,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../address/paths.ts';
import { baton } from '../data/baton.ts';
import { useSession } from '../sessions/session-queries.ts';
import classes from './UserMenu.module.css';

const schemes = [
  { scheme: 'light', label: 'Light', Icon: IconSun },
  { scheme: 'dark', label: 'Dark', Icon: IconMoon },
  { scheme: 'auto', label: 'As the device', Icon: IconDevices },
] as const;

/** Who is signed in, with what they can set for themselves. */
export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={190} withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.target}>
          <span className={classes.who}>
            <span className={classes.name}>{user.name}</span>
            <span className={classes.role}>{user.accessRole}</span>
          </span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Appearance</Menu.Label>
        {schemes.map(({ scheme, label, Icon }) => (
          <Menu.RadioItem
            key={scheme}
            value={scheme}
            checked={colorScheme === scheme}
            onChange={() => setColorScheme(scheme)}
            closeMenuOnClick
            data-autofocus={colorScheme === scheme || undefined}
            styles={{ itemIndicator: { display: 'none' } }}
            rightSection={colorScheme === scheme ? '✓' : null}
          >
            <span className={classes.scheme}>
              <Icon size={16} />
              {label}
            </span>
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
          Keys
        </Menu.Item>
        <Menu.Item leftSection={<IconDoorExit size={16} />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => baton.session.signOut(),
    onSuccess: async () => {
      await navigate({ to: paths.signIn });
      queries.clear();
    },
  });
}
