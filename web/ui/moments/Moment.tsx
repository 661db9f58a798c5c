import { shortenMoment, spellMoment } from './moment-rules.ts';

/** A time in the reader's zone; the exact instant shows on hover. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={spellMoment(at)}>
      {shortenMoment(at, new Date())}
    </time>
  );
}
