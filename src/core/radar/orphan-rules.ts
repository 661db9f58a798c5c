import type { OrphanKind } from '../../contract/words/orphan-words.ts';
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
  role: string | null;
  user: Person | null;
  manager: Person | null;
  book: number | null;
}

/** What an orphan is, in members for programs and in words for people. */
export function describeOrphan(kind: OrphanKind, found: FoundOrphan): Orphan {
  const { id, role, book } = found;
  const people = {
    ...(found.user && { user: found.user }),
    ...(found.manager && { manager: found.manager }),
  };
  const message = sayWhatIsWrong(kind, found);
  switch (kind) {
    case 'lead-unassigned':
    case 'lead-primary-inactive':
    case 'lead-secondary-inactive':
    case 'role-without-primary':
      return { kind, leadId: id, ...(role !== null && { role }), ...people, message };
    case 'book-over-limit':
      return { kind, ...people, book: book ?? 0, message };
    case 'request-names-leaver':
      return { kind, requestId: id, ...people, message };
    case 'user-manager-inactive':
    case 'user-without-manager':
      return { kind, ...people, message };
  }
}

function sayWhatIsWrong(kind: OrphanKind, { id, role, user, manager, book }: FoundOrphan): string {
  const name = user?.name ?? 'Nobody';
  switch (kind) {
    case 'lead-unassigned':
      return user
        ? `Nobody stands on lead ${id} any more, and ${name} held it last. Ask an administrator to give it to somebody.`
        : `Nobody stands on lead ${id}. Give it to somebody.`;
    case 'lead-secondary-inactive':
      return `${name} is secondary ${role} on lead ${id} and is not active. Take them off the lead.`;
    case 'lead-primary-inactive':
      return `${name} is primary ${role} on lead ${id} and is not active. Reassign the lead.`;
    case 'role-without-primary':
      return `Lead ${id} has nobody as its primary ${role}. Reassign the lead.`;
    case 'user-manager-inactive':
      return `${name} reports to ${manager?.name}, who is not active. Give ${name} another manager.`;
    case 'user-without-manager':
      return `${name} reports to nobody. Give ${name} a manager, or say that it is on purpose: mark ${name} as a head.`;
    case 'book-over-limit':
      return `${name} is primary on ${book} leads. Share them out.`;
    case 'request-names-leaver':
      return `Request ${id} has yet to run and names ${name}, who is not active. Cancel it and plan it anew.`;
  }
}
