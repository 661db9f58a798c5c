import type { Command } from 'commander';
import { addUsersByKey } from './by-key.ts';
import { addAccountChanges } from './change-accounts.ts';
import { addFactChange, addNewUser } from './change-facts.ts';
import { addHead, addRemoveSecondFactor, addSignOut } from './change-users.ts';
import { addPeopleImport } from './import-people.ts';
import { addUserReads } from './show-users.ts';

/** `baton users list | show | reports | facts | book | inventory | add | import | change | by-key | put | deactivate | reactivate | head | sign-out | remove-second-factor`. */
export function addUsersCommand(program: Command): void {
  const users = program
    .command('users')
    .description('show users, add and change them, end their accounts and bring them back');
  addUserReads(users);
  addNewUser(users);
  addPeopleImport(users);
  addFactChange(users);
  addUsersByKey(users);
  addAccountChanges(users);
  addHead(users);
  addSignOut(users);
  addRemoveSecondFactor(users);
}
