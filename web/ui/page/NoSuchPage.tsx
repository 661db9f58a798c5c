import { paths } from '../../address/paths.ts';
import { ButtonLink } from '../links/ButtonLink.tsx';
import { DeadEnd } from './DeadEnd.tsx';

export function NoSuchPage() {
  return (
    <DeadEnd title="There is no such page" text="Nothing is at this address. Check how it is written.">
      <ButtonLink to={paths.leads}>All leads</ButtonLink>
    </DeadEnd>
  );
}
