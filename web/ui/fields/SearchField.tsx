import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

interface SearchFieldProps extends Pick<TextInputProps, 'aria-label' | 'placeholder' | 'flex' | 'miw'> {
  /** What the address says. */
  q: string | undefined;
  onSearch: (q: string) => void;
}

/** Writes to the address when whoever types pauses. */
export function SearchField({ q = '', onSearch, ...looks }: SearchFieldProps) {
  const [text, setText] = useState(q);
  const apply = useDebouncedCallback(onSearch, 250);
  useEffect(() => setText(q), [q]);
  const write = (next: string) => {
    setText(next);
    apply(next);
  };
  return (
    <TextInput
      data-search
      leftSection={<IconSearch size={15} />}
      rightSection={text && <CloseButton size="sm" aria-label="Clear the search" onClick={() => write('')} />}
      {...looks}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}
