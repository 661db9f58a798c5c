import type { ListedLead } from '../../../src/client/client.ts';
import type { Standing } from '../../../src/contract/words/lead-words.ts';
import { PersonName } from '../../people/PersonName.tsx';
import classes from './Standings.module.css';

interface StandingsProps extends Pick<ListedLead, 'assignments'> {
  standing: Standing;
}

/** Who stands on a lead, on one line; the roles show on hover. */
export function Standings({ assignments, standing }: StandingsProps) {
  const those = assignments.filter((each) => each.standing === standing);
  const [first, ...rest] = those;
  const everyone = those.map(({ name, role }) => `${name}, ${role}`).join('\n');
  if (!first) return <span className={classes.nobody}>{standing === 'primary' ? 'Nobody' : '–'}</span>;
  return (
    <span title={everyone}>
      <PersonName person={first} isPlain />
      <span className={classes.more}>
        {standing === 'primary' && rest.length === 0 ? ` · ${first.role}` : ''}
        {rest.length > 0 ? ` +${rest.length}` : ''}
      </span>
    </span>
  );
}
