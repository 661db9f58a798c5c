import { readFile, symlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

export async function getPostgresBinaries(): Promise<PostgresBinaries> {
  const machine = `${process.platform}-${process.arch}`;
  const binaries = await importBinaries(`@embedded-postgres/${machine}`);
  if (!binaries) {
    throw new EmbeddedPostgresError(
      `No packaged PostgreSQL is installed for this machine (${machine}). Install Baton with its optional ` +
        'dependencies, or set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
  await ensureLibraryLinks(resolve(binaries.postgres, '../../..'));
  return binaries;
}

async function importBinaries(packageName: string): Promise<PostgresBinaries | undefined> {
  try {
    const found: unknown = await import(packageName);
    return areBinaries(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function areBinaries(found: unknown): found is PostgresBinaries {
  return (
    typeof found === 'object' &&
    found !== null &&
    'postgres' in found &&
    typeof found.postgres === 'string' &&
    'initdb' in found &&
    typeof found.initdb === 'string'
  );
}

/** The package makes these links in an install script, which many installers no longer run. */
async function ensureLibraryLinks(packageFolder: string): Promise<void> {
  for (const { source, target } of await listLibraryLinks(packageFolder)) {
    // Where the package cannot be written to, the first run of PostgreSQL says what is missing.
    await symlink(basename(source), join(packageFolder, target)).catch(() => undefined);
  }
}

async function listLibraryLinks(packageFolder: string): Promise<LibraryLink[]> {
  try {
    const listed: unknown = JSON.parse(
      await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8'),
    );
    return Array.isArray(listed) ? listed.filter(isLibraryLink) : [];
  } catch {
    return [];
  }
}

interface LibraryLink {
  source: string;
  target: string;
}

function isLibraryLink(entry: unknown): entry is LibraryLink {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'source' in entry &&
    typeof entry.source === 'string' &&
    'target' in entry &&
    typeof entry.target === 'string'
  );
}
