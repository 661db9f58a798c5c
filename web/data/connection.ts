import { onlineManager } from '@tanstack/react-query';
import { fetchPatiently } from './waiting.ts';

const betweenTriesMs = 2_000;
let isLost = false;

/**
 * `fetch` that notices when the server cannot be reached. While it cannot, queries pause; as soon as it can
 * again, those on the screen are asked anew.
 */
export const watchedFetch: typeof fetch = async (input, init) => {
  try {
    return await fetchPatiently(input, init);
  } catch (error) {
    if (!init?.signal?.aborted) noteLoss();
    throw error;
  }
};

function noteLoss(): void {
  if (isLost) return;
  isLost = true;
  onlineManager.setOnline(false);
  void waitForServer();
}

async function waitForServer(): Promise<void> {
  while (isLost) {
    await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
    const answer = await fetch('/healthz').catch(() => undefined);
    if (answer?.ok) {
      isLost = false;
      onlineManager.setOnline(true);
    }
  }
}
