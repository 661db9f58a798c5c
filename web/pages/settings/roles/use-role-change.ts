import { useMutation, useQueryClient } from '@tanstack/react-query';
import { rolesQuery } from '../../../people/role-queries.ts';

/** Changes the list of roles; what it is then is asked for anew, for one change moves others. */
export function useRoleChange<Input>(change: (input: Input) => Promise<unknown>, onDone?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: rolesQuery.queryKey });
      onDone?.();
    },
  });
}
