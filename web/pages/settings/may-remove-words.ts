import type { ShownOrg } from '../../../src/client/client.ts';

type MayRemove = ShownOrg['mayRemove'];

export const mayRemoveWords = [
  { value: 'nobody', label: 'Nobody' },
  { value: 'administrators', label: 'Administrators' },
  { value: 'managers', label: 'Administrators and managers' },
] as const satisfies readonly { value: MayRemove; label: string }[];

export function pickMayRemove(text: string): MayRemove | undefined {
  return mayRemoveWords.find(({ value }) => value === text)?.value;
}

export function wordMayRemove(mayRemove: MayRemove): string {
  return mayRemoveWords.find(({ value }) => value === mayRemove)?.label ?? mayRemove;
}
