import { changingManagers, planningManagers } from './change-managers.ts';
import { bringingBack, changingAvailability, changingRoles, endingAccounts } from './change-people.ts';
import { looking } from './look.ts';
import { offboarding } from './offboard.ts';
import { cancellingPlans, runningPlans } from './plans.ts';
import { reassigningMany } from './reassign-many.ts';
import { assigning, reassigning } from './reassign-one.ts';
import { retrying } from './retry.ts';
import { undoing } from './undo.ts';

/** One that stands here several times is taken so many times as often. */
export const shortSteps = [
  ...Array.from({ length: 12 }, () => reassigning),
  ...Array.from({ length: 3 }, () => assigning),
  ...Array.from({ length: 4 }, () => looking),
  ...Array.from({ length: 2 }, () => changingManagers),
  changingRoles,
  endingAccounts,
  bringingBack,
  changingAvailability,
];

/** With requests that are planned, run, retried and undone. */
export const allSteps = [
  ...shortSteps,
  planningManagers,
  ...Array.from({ length: 2 }, () => reassigningMany),
  ...Array.from({ length: 2 }, () => runningPlans),
  offboarding,
  cancellingPlans,
  retrying,
  ...Array.from({ length: 3 }, () => undoing),
];
