// As much of newman as the tests use; it brings no types of its own.

declare module 'newman' {
  export interface Summary {
    run: {
      stats: Record<'requests' | 'assertions', { total: number; failed: number }>;
      failures: { error: { name: string; message: string; test?: string }; source?: { name?: string } }[];
    };
  }

  export interface RunOptions {
    collection: object;
    envVar: { key: string; value: string }[];
    timeoutRequest?: number;
  }

  export function run(options: RunOptions, done: (error: Error | null, summary: Summary) => void): unknown;
}
