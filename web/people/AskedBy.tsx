import { wordKeyMaker } from '../../src/contract/rules/asked-by-rules.ts';
import { PersonName } from './PersonName.tsx';

interface AskedByProps {
  requestedBy: Parameters<typeof PersonName>[0]['person'] | null;
  keyMadeBy: { name: string } | null;
  /** What to call nobody, who is the operator. */
  operator?: string;
  isPlain?: boolean;
}

/** Who asked for something, and who made the key by which they did, where it was somebody else. */
export function AskedBy({
  requestedBy,
  keyMadeBy,
  operator = 'the operator',
  isPlain = false,
}: AskedByProps) {
  return (
    <span>
      {requestedBy ? <PersonName person={requestedBy} isPlain={isPlain} /> : operator}
      {wordKeyMaker(keyMadeBy)}
    </span>
  );
}
