import { Text } from '@mantine/core';
import { countOf } from '../../../../src/contract/rules/count-rules.ts';
import type { listAsked } from '../facts/fact-draft-rules.ts';
import { MoveAlong } from './MoveAlong.tsx';
import classes from './OtherRole.module.css';
import type { WholePerson } from './person-page-queries.ts';

interface OtherRoleProps {
  person: Pick<WholePerson, 'userId' | 'isActive' | 'name' | 'agentRole' | 'accessRole' | 'book'>;
  asked: ReturnType<typeof listAsked>;
  /** True: of whoever is signed in. */
  isOwn: boolean;
}

/** What another role comes to, before it is saved: for the leads they stand on, and for whoever gives up their own. */
export function OtherRole({ person, asked, isOwn }: OtherRoleProps) {
  const { userId, name, agentRole, accessRole, book, isActive } = person;
  const held = asked.agentRole === undefined ? undefined : book.roles.find(({ role }) => role === agentRole);
  const leads = held ? held.primary + held.secondary : 0;
  const givesUp = isOwn && accessRole === 'administrator' && asked.accessRole !== undefined;
  return (
    <>
      <div role="status" className={classes.told}>
        {leads > 0 && (
          <Text size="sm">
            {`${name} stands on ${countOf(leads, 'lead')} as ${agentRole}, and stays ${agentRole} on each of them until that lead’s next change.`}
          </Text>
        )}
        {givesUp && (
          <Text size="sm">You will be no administrator any more, and cannot take that back yourself.</Text>
        )}
      </div>
      {leads > 0 && isActive && asked.agentRole && <MoveAlong userId={userId} agentRole={asked.agentRole} />}
    </>
  );
}
