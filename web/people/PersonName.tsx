import { paths } from '../address/paths.ts';
import { AnchorLink } from '../ui/links/AnchorLink.tsx';
import classes from './PersonName.module.css';

interface PersonNameProps {
  /** Out of sight they are named, and nothing of them can be opened. */
  person: { userId: number; name: string; isActive: boolean; isInSight?: boolean };
  /** In a table the row is the link. */
  isPlain?: boolean;
}

/** A person as every screen names them; who has left is said to have. */
export function PersonName({
  person: { userId, name, isActive, isInSight = true },
  isPlain = false,
}: PersonNameProps) {
  return (
    <span className={classes.person}>
      {isPlain || !isInSight ? (
        name
      ) : (
        <AnchorLink to={paths.person} params={{ userId }}>
          {name}
        </AnchorLink>
      )}
      {!isActive && <span className={classes.left}>left</span>}
    </span>
  );
}
