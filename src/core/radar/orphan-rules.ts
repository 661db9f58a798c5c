import type { OrphanKind } from '../../contract/v1/orphans.ts';
import type { Person } from '../users/person.ts';

/** Something that points at nobody who could answer for it. */
export interface Orphan {
  kind: OrphanKind;
  leadId?: number;
  role?: string;
  user?: Person;
  manager?: Person;
  /** The leads on which the user is primary. */
  book?: number;
  requestId?: number;
  /** What is wrong and what to do. */
  message: string;
}

/** An orphan as it was found: `id` and `part` name it among those of its kind. */
export interface FoundOrphan {
  id: number;
  part: string;
  user: Person | null;
  manager: Person | null;
  book: number | null;
}

/** What an orphan is, in members for programs and in words for people. */
export function describeOrphan(kind: OrphanKind, found: FoundOrphan): Orphan {
  const { id, part, book } = found;
  const people = {
    ...(found.user && { user: found.user }),
    ...(found.manager && { manager: found.manager }),
  };
  const message = sayWhatIsWrong(kind, found);
  switch (kind) {
    case 'lead-primary-inactive':
    case 'role-without-primary':
      return { kind, leadId: id, role: part, ...people, message };
    case 'book-over-limit':
      return { kind, ...people, book: book ?? 0, message };
    case 'request-names-leaver':
      return { kind, requestId: id, ...people, message };
    case 'user-manager-inactive':
    case 'user-without-manager':
      return { kind, ...people, message };
  }
}

function sayWhatIsWrong(kind: OrphanKind, { id, part, user, manager, book }: FoundOrphan): string {
  const name = user?.name ?? 'Nobody';
  switch (kind) {
    case 'lead-primary-inactive':
      return `${name} is primary ${part} on lead ${id} and is not active. Reassign the lead.`;
    case 'role-without-primary':
      return `Lead ${id} has nobody as its primary ${part}. Reassign the lead.`;
    case 'user-manager-inactive':
      return `${name} reports to ${manager?.name}, who is not active. Give ${name} another manager.`;
    case 'user-without-manager':
      return `${name} reports to nobody. Give ${name} a manager.`;
    case 'book-over-limit':
      return `${name} is primary on ${book} leads. Share them out.`;
    case 'request-names-leaver':
      return `Request ${id} has yet to run and names ${name}, who is not active. Cancel it and plan it anew.`;
  }
}
