import type { Command } from 'commander';

/** The options of every command that names who receives leads. */
export function addReceiverOptions(command: Command): Command {
  return command
    .option('--to <user>', 'who receives them: an id or an e-mail address')
    .option('--distribute <shares>', 'several receive them: 126,127 or 126:2,127:1 or 126:60%,127:40%')
    .option('--level <users>', 'several receive them, so that their books end as equal as they can: 126,127')
    .option('--caps <caps>', 'the largest books to end up with, with --distribute or --level: 126:100,127:50')
    .option('--keep-standing', 'with --distribute or --level: a lead stays with a receiver who stands on it');
}
