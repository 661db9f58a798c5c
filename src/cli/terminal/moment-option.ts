import { Refusal } from '../../contract/refusal.ts';
import { readMoment } from '../../core/moments/read-moment.ts';
import { UsageError } from './options.ts';

/** The description of `--as-of`, and how it is read. */
export const asOfOption = [
  '--as-of <moment>',
  'as it was at this moment, ISO 8601 with an offset',
  momentOf('--as-of'),
] as const;

/** Reads the moment that an option names, in the form that the server takes. */
export function momentOf(option: string): (text: string) => string {
  return (text) => {
    try {
      return readMoment(text, option);
    } catch (error) {
      if (error instanceof Refusal) throw new UsageError(error.message);
      throw error;
    }
  };
}
