// Who there is, and how a call may name them.

export interface Person {
  userId: number;
  guid: string;
  email: string;
  role: string;
  isActive: boolean;
  /** Takes new leads from a distribution. */
  isAvailable: boolean;
}

export function takesLeads({ isActive, isAvailable }: Person): boolean {
  return isActive && isAvailable;
}

export const names = ['boss', 'ana', 'ben', 'cy', 'dee', 'pat', 'quin', 'una', 'zoe'] as const;
export type Name = (typeof names)[number];

/** Asks for everything, so never leaves. */
export const caller = 'boss';

export const roles = ['Loan Officer', 'Processor', 'Underwriter'] as const;

export interface Beginner {
  role: string;
  isActive: boolean;
}

/** How everybody begins. */
export function beginner(name: Name): Beginner {
  const role = { pat: 'Processor', quin: 'Processor', una: 'Underwriter' }[String(name)] ?? 'Loan Officer';
  return { role, isActive: name !== 'zoe' };
}

/** A user as a call names them: by one name, by both, or by the id of one and the e-mail of another. */
export interface Reference {
  who: Name | 'nobody';
  by: 'id' | 'digits' | 'email' | 'EMAIL' | 'both' | 'two people';
}

export type Named =
  | { person: Person }
  | {
      code: 'user-not-found' | 'user-mismatch' | 'user-inactive';
      /** How they were written: whoever is nobody is the same only where that is. */
      as: string;
    };

export type People = ReadonlyMap<Name, Person>;

export function personOf(people: People, name: Name): Person {
  const person = people.get(name);
  if (!person) throw new Error(`There is no ${name}.`);
  return person;
}

export function nameAfter(name: Name): Name {
  return names[(names.indexOf(name) + 1) % names.length] ?? name;
}

/** Whoever is named must exist, be one person, and be active. */
export function findActive(people: People, reference: Reference): Named {
  const found = findNamed(people, reference);
  return 'person' in found && !found.person.isActive ? { code: 'user-inactive', as: '' } : found;
}

export function findNamed(people: People, { who, by }: Reference): Named {
  if (who === 'nobody') return { code: 'user-not-found', as: asWritten[by] };
  if (by === 'two people') return { code: 'user-mismatch', as: who };
  return { person: personOf(people, who) };
}

const asWritten: Readonly<Record<Reference['by'], string>> = {
  id: 'id',
  digits: 'id',
  email: 'email',
  EMAIL: 'email',
  both: 'both',
  'two people': 'both',
};
