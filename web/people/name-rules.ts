/** `Ana Lima`, `Ana Lima and Ben Roth`, `Ana Lima and 2 more`. */
export function nameAll(people: readonly { name: string }[]): string {
  const [first, second] = people.map(({ name }) => name);
  if (second === undefined) return first ?? '';
  return people.length === 2 ? `${first} and ${second}` : `${first} and ${people.length - 1} more`;
}
