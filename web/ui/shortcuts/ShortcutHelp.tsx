import { Kbd, Modal, Table } from '@mantine/core';

const rows = [
  ['/', 'Search on this page'],
  ['g l', 'Go to the leads'],
  ['g p', 'Go to the people'],
  ['g r', 'Go to the requests'],
  ['g o', 'Go to the radar'],
  ['g s', 'Go to the settings'],
  ['↓ ↑', 'Move through a table'],
  ['Enter', 'Open the row'],
  ['Space', 'Select the row'],
  ['→ ←', 'Open or close a team of the org chart'],
  ['m', 'Move a person of the org chart'],
  ['Esc', 'Close what is open'],
  ['?', 'Show these keys'],
] as const;

export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Table>
        <Table.Tbody>
          {rows.map(([keys, does]) => (
            <Table.Tr key={keys}>
              <Table.Td w={110}>
                {keys.split(' ').map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
