import { changingManagers } from './change-managers.ts';
import { bringingBack, changingAvailability, changingRoles, endingAccounts } from './change-people.ts';
import { looking } from './look.ts';
import { assigning, reassigning } from './reassign-one.ts';

/** One that stands here several times is taken so many times as often. */
export const anyStep = [
  ...Array.from({ length: 12 }, () => reassigning),
  ...Array.from({ length: 3 }, () => assigning),
  ...Array.from({ length: 4 }, () => looking),
  ...Array.from({ length: 2 }, () => changingManagers),
  changingRoles,
  endingAccounts,
  bringingBack,
  changingAvailability,
];
