/** Prints a command's answer: as JSON where `--json` asks for it, else as lines for people. */
export function print(flags: { json?: true }, value: unknown, lines: () => string[]): void {
  process.stdout.write(flags.json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join('\n')}\n`);
}
