import { totalmem } from 'node:os';

/** Everything that decides how the server behaves is said here at each start, not left in files in its folder. */
export function serverSettings(port: number): string[] {
  return Object.entries({ ...settings, shared_buffers: sharedBuffers(), port: String(port) }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
}

const mebibyte = 1_048_576;

/** An eighth of the memory that Baton may use, from 128 MB to 2 GB; what is not needed is never taken. */
function sharedBuffers(): string {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const wanted = Math.floor(memory / 8 / mebibyte);
  return `${Math.min(Math.max(wanted, 128), 2_048)}MB`;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '100',
  fsync: 'on',
  // After a checkpoint every page goes to the log whole when it first changes, and changes of millions of leads touch
  // a page each: so checkpoints are far apart. A recovery may then have some gigabytes to read.
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  // Flash storage, and short queries that a compiler would only slow down.
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // Statements, parameters and details of errors may hold keys.
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
};
