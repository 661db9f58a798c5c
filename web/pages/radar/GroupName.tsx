import { PersonName } from '../../people/PersonName.tsx';
import { countOf, type FoundKind, type OrphanGroup } from './orphan-rules.ts';

/** Says in a line what the orphans of a group have in common. */
export function GroupName({
  kind,
  group: { count, sample },
}: {
  kind: FoundKind['kind'];
  group: OrphanGroup;
}) {
  const [first] = sample;
  const user = first?.user && <PersonName person={first.user} />;
  switch (kind) {
    case 'lead-unassigned':
      return `Nobody stands on ${countOf(count, 'lead')}`;
    case 'lead-secondary-inactive':
      return (
        <>
          {user} is secondary {first?.role} on {countOf(count, 'lead')}
        </>
      );
    case 'lead-primary-inactive':
      return (
        <>
          {user} is {first?.role} on {countOf(count, 'lead')}
        </>
      );
    case 'role-without-primary':
      return `No primary ${first?.role} on ${countOf(count, 'lead')}`;
    case 'user-manager-inactive':
      return (
        <>
          {countOf(count, 'person reports', 'people report')} to{' '}
          {first?.manager && <PersonName person={first.manager} />}
        </>
      );
    case 'user-without-manager':
      return `${countOf(count, 'person reports', 'people report')} to nobody`;
    case 'book-over-limit':
      return (
        <>
          {user} is primary on {countOf(first?.book ?? 0, 'lead')}
        </>
      );
    case 'request-names-leaver':
      return (
        <>
          {countOf(count, 'request names', 'requests name')} {user}
        </>
      );
  }
}
