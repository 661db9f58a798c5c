import { Alert } from '@mantine/core';

const colours = {
  '--alert-color': 'var(--baton-care)',
  '--alert-bd': '1px solid var(--baton-care)',
} as const;

/** Says before anything is chosen why it would be refused. */
export function Guard({ text }: { text: string }) {
  return (
    <Alert
      role="alert"
      variant="outline"
      color="yellow"
      title="This cannot be done"
      maw={640}
      vars={() => ({ root: colours })}
    >
      {text}
    </Alert>
  );
}
