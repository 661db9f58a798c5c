import mark from './baton.svg';
import classes from './Wordmark.module.css';

/** The name, with its mark: a baton on its way. */
export function Wordmark() {
  return (
    <span className={classes.wordmark}>
      <img src={mark} alt="" width={22} height={22} />
      Baton
    </span>
  );
}
