import { nameMoment, spellMoment } from './moment-rules.ts';

/** A time that is still to come, with its hour and the reader's zone; the exact instant shows on hover. */
export function ComingMoment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={spellMoment(at)}>
      {nameMoment(at, new Date())}
    </time>
  );
}
