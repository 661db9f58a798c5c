import { type HistoryState, useRouterState } from '@tanstack/react-router';

/** A change that was made just now and is told where its maker arrives; null: there was nothing to do. */
interface ToldChange {
  requestId: number | null;
  isNew: boolean;
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    change?: ToldChange;
  }
}

/** Goes with the step to where it is told, and not into the address: whoever is sent that made no change. */
export function tellChange(change: ToldChange): HistoryState {
  return { change };
}

export function useToldChange(): ToldChange | undefined {
  return useRouterState({ select: ({ location }) => location.state.change });
}
