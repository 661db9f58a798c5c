import { useMediaQuery } from '@mantine/hooks';

const narrow = '(max-width: 62em)';

/** Whether the window has no room for the minor columns of a table. */
export function useNarrow(): boolean {
  return useMediaQuery(narrow, matchMedia(narrow).matches);
}
