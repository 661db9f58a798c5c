import type { Command } from 'commander';

type Add = (program: Command) => void;

/** In the order of the help. Each is loaded where it is asked for: who calls a server needs no database. */
const commands = {
  reassign: async () => (await import('./commands/reassign.ts')).addReassignCommand,
  managers: async () => (await import('./commands/managers.ts')).addManagersCommand,
  offboard: async () => (await import('./commands/offboard.ts')).addOffboardCommand,
  requests: async () => (await import('./commands/requests.ts')).addRequestsCommand,
  undo: async () => (await import('./commands/undo.ts')).addUndoCommand,
  leads: async () => (await import('./commands/leads.ts')).addLeadsCommand,
  users: async () => (await import('./commands/users.ts')).addUsersCommand,
  roles: async () => (await import('./commands/roles.ts')).addRolesCommand,
  orphans: async () => (await import('./commands/orphans.ts')).addOrphansCommand,
  export: async () => (await import('./commands/export.ts')).addExportCommand,
  profiles: async () => (await import('./commands/profiles.ts')).addProfilesCommand,
  serve: async () => (await import('./commands/serve.ts')).addServeCommand,
  sample: async () => (await import('./commands/sample.ts')).addSampleCommand,
  orgs: async () => (await import('./commands/orgs.ts')).addOrgsCommand,
  'sign-in-link': async () => (await import('./commands/sign-in-link.ts')).addSignInLinkCommand,
  keys: async () => (await import('./commands/keys.ts')).addKeysCommand,
  audit: async () => (await import('./commands/audit.ts')).addAuditCommand,
  import: async () => (await import('./commands/import.ts')).addImportCommand,
} satisfies Record<string, () => Promise<Add>>;

const completionCommandName = 'completion';
const completes =
  'print what completes commands, flags and choices in a shell: source <(baton completion bash)';

/** Adds the command of this name alone, or all of them and what completes them where there is none such. */
export async function addCommands(program: Command, name = ''): Promise<void> {
  const all = Object.entries(commands);
  const wanted = all.filter(([known]) => known === name);
  for (const [, load] of wanted.length > 0 ? wanted : all) {
    const add: Add = await load();
    add(program);
  }
  if (wanted.length > 0) return;
  const { default: addCompletion } = await import('@bomb.sh/tab/commander');
  addCompletion(program, { completionCommandName });
  program.commands.find((command) => command.name() === completionCommandName)?.description(completes);
}
