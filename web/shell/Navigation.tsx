import { Tooltip } from '@mantine/core';
import {
  IconHistory,
  IconLayoutList,
  IconRadar2,
  IconSettings,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { paths } from '../address/paths.ts';
import { useSession } from '../sessions/session-queries.ts';
import { Wordmark } from '../ui/theme/Wordmark.tsx';
import classes from './Navigation.module.css';
import { UserMenu } from './UserMenu.tsx';

type Section = (typeof sections)[number];

const sections = [
  { to: paths.leads, label: 'Leads', keys: 'g l', Icon: IconLayoutList },
  { to: paths.people, label: 'People', keys: 'g p', Icon: IconUsers },
  { to: paths.requests, label: 'Requests', keys: 'g r', Icon: IconHistory },
  { to: paths.radar, label: 'Radar', keys: 'g o', Icon: IconRadar2 },
  { to: paths.settings, label: 'Settings', keys: 'g s', Icon: IconSettings },
] as const satisfies readonly { to: string; label: string; keys: string; Icon: TablerIcon }[];

/** The left side: whose Baton this is, where to go, and who is signed in. */
export function Navigation({ isOpen, onHelp }: { isOpen: boolean; onHelp: () => void }) {
  const { org } = useSession();
  return (
    <nav aria-label="Main" className={classes.navigation} data-open={isOpen}>
      <div className={classes.head}>
        <span className={classes.mark}>
          <Wordmark />
        </span>
        <p className={classes.org} title={`${org.name}, orgId ${org.orgId}`}>
          {org.name}
        </p>
      </div>
      <ul className={classes.sections}>
        {sections.map((section) => (
          <li key={section.to}>
            <SectionLink section={section} />
          </li>
        ))}
      </ul>
      <UserMenu onHelp={onHelp} />
    </nav>
  );
}

function SectionLink({ section: { to, label, keys, Icon } }: { section: Section }) {
  return (
    <Tooltip label={`Keys: ${keys}`} position="right" openDelay={900}>
      <Link to={to} className={classes.section} activeProps={{ 'data-active': true }}>
        <Icon size={18} stroke={1.7} aria-hidden />
        {label}
      </Link>
    </Tooltip>
  );
}
