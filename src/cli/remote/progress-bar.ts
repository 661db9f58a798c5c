/** A bar on standard error while something long goes on; nothing where nobody looks at it. */
export interface ProgressBar {
  show(done: number, total: number, note?: string): void;
  /** Takes it away. */
  end(): void;
}

const width = 30;

export function openProgressBar(): ProgressBar {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => {}, end: () => {} };
  return {
    show: (done, total, note = '') => {
      const full = total === 0 ? 0 : Math.floor((done / total) * width);
      const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
      const count = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
      stderr.write(`\r\u001b[K${bar}  ${count}  ${note}`);
    },
    end: () => void stderr.write('\r\u001b[K'),
  };
}
