/** Installs the dependencies, and only when something that decides them changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess } from './processes.mjs';

/** The files that decide what stands in node_modules. */
function decidingFiles(root) {
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder))
      .sort()
      .map(name => join(folder, name, 'package.json'))
      .filter(path => existsSync(join(root, path))),
  );
  return ['package.json', 'yarn.lock', '.yarnrc.yml', ...manifests];
}

function fingerprint(root) {
  const hash = createHash('sha256');
  hash.update(`node ${process.versions.node.split('.')[0]} ${process.arch}\0`);
  for (const path of decidingFiles(root)) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

export async function ensureInstalled(root, { node, yarn }) {
  const stamp = join(root, 'node_modules', '.installed');
  const wanted = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  console.log('Installing the dependencies …');
  const code = await startProcess(node, [yarn, 'install', '--immutable'], {
    cwd: root,
  }).exitCode;
  if (code !== 0) {
    throw new Error(
      'Yarn could not install the dependencies: the reason stands above.',
    );
  }
  writeFileSync(stamp, wanted);
}
