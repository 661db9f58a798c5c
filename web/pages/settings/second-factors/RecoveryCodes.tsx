import { Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import classes from './RecoveryCodes.module.css';

/** Codes that will not be seen again; only their button closes the window, so that no slip of the hand loses them. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const text = codes.join('\n');
  return (
    <Modal
      opened
      onClose={onClose}
      title="Your recovery codes"
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="sm">
        <Text size="sm">
          Each signs you in once when your app is not at hand. They are shown this once: keep them where you
          keep passwords, and not on the phone with the app.
        </Text>
        <ol className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <Group gap="xs">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy them'}
              </Button>
            )}
          </CopyButton>
          <Button
            variant="default"
            component="a"
            href={`data:text/plain,${encodeURIComponent(`${text}\n`)}`}
            download="baton-recovery-codes.txt"
          >
            Download them
          </Button>
        </Group>
        <Button onClick={onClose}>I have kept them</Button>
      </Stack>
    </Modal>
  );
}
