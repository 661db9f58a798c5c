import { paths } from '../app/paths.ts';
import { AnchorLink } from '../links/AnchorLink.tsx';
import classes from './PersonName.module.css';

interface PersonNameProps {
  person: { userId: number; name: string; isActive: boolean };
  /** In a table the row is the link. */
  isPlain?: boolean;
}

/** A person as every screen names them; who has left is said to have. */
export function PersonName({ person: { userId, name, isActive }, isPlain = false }: PersonNameProps) {
  return (
    <span className={classes.person}>
      {isPlain ? (
        name
      ) : (
        <AnchorLink to={paths.person} params={{ userId: String(userId) }}>
          {name}
        </AnchorLink>
      )}
      {!isActive && <span className={classes.left}>left</span>}
    </span>
  );
}
