import { createHash, randomUUID } from 'node:crypto';
import { SortedMap } from '../../sortedMap';
import { parseDefinition } from '../definition/parse';
import type { EnvironmentName } from '../names';
import { readImportName } from '../names';
import type { SecretVault } from './secrets';

/**
 * An environment as Pulumi Cloud keeps it.
 *
 * @public
 */
export interface SimulatedEnvironment extends EnvironmentName {
  readonly id: string;
  /** The definition, its secrets encrypted. */
  yaml: string;
  etag: string;
  revision: number;
  tags: Map<string, string>;
  readonly created: Date;
  modified: Date;
  readonly ownedBy: string;
  /** Nobody deletes it through the API. May be changed directly. */
  deletionProtected: boolean;
  /** Changes of the definition go through a change request. */
  requiresApproval: boolean;
  /** Opening needs an open request that was approved. */
  openRequiresApproval: boolean;
}

/**
 * A stack that uses an environment.
 *
 * @public
 */
export interface StackReferrer {
  project: string;
  stack: string;
  version: number;
}

/** The environments of one organization, and who refers to whom. */
export class EnvironmentStore {
  readonly byKey = new SortedMap<SimulatedEnvironment>();
  /** Keys of the importers by key of the imported environment. */
  private readonly importers = new Map<string, Set<string>>();
  private readonly imports = new Map<string, string[]>();
  private readonly stacks = new Map<string, StackReferrer[]>();

  constructor(
    private readonly organization: string,
    private readonly vault: SecretVault,
    private readonly now: () => Date,
  ) {}

  find(project: string, name: string): SimulatedEnvironment | undefined {
    return this.byKey.get(`${project}/${name}`);
  }

  create(project: string, name: string, owner: string): SimulatedEnvironment {
    const created = this.now();
    const environment: SimulatedEnvironment = {
      organization: this.organization,
      project,
      name,
      id: randomUUID(),
      yaml: '',
      etag: '',
      revision: 1,
      tags: new Map(),
      created,
      modified: created,
      ownedBy: owner,
      deletionProtected: false,
      requiresApproval: false,
      openRequiresApproval: false,
    };
    environment.etag = etagOf(environment);
    this.byKey.set(`${project}/${name}`, environment);
    return environment;
  }

  /** Makes a new revision; nobody's definition is checked here. */
  write(environment: SimulatedEnvironment, yaml: string): void {
    environment.yaml = this.vault.encryptSecrets(yaml);
    environment.revision += 1;
    environment.modified = this.now();
    environment.etag = etagOf(environment);
    this.index(`${environment.project}/${environment.name}`, yaml);
  }

  delete(environment: SimulatedEnvironment): void {
    const key = `${environment.project}/${environment.name}`;
    this.byKey.delete(key);
    this.index(key, '');
    this.stacks.delete(key);
  }

  addStack(environment: SimulatedEnvironment, stack: StackReferrer): void {
    const key = `${environment.project}/${environment.name}`;
    this.stacks.set(key, [...(this.stacks.get(key) ?? []), stack]);
  }

  referrersOf(environment: SimulatedEnvironment): {
    environments: SimulatedEnvironment[];
    stacks: StackReferrer[];
  } {
    const key = `${environment.project}/${environment.name}`;
    const importers = [...(this.importers.get(key) ?? [])].sort();
    return {
      environments: importers.map(importer => this.byKey.get(importer)!),
      stacks: this.stacks.get(key) ?? [],
    };
  }

  private index(key: string, yaml: string): void {
    for (const imported of this.imports.get(key) ?? []) {
      this.importers.get(imported)?.delete(key);
    }
    const imported = parseDefinition(key, yaml)
      .imports.map(({ name }) => readImportName(name))
      .filter(name => name !== undefined)
      .map(({ project, name }) => `${project}/${name}`);
    this.imports.set(key, imported);
    for (const one of imported) {
      const importers = this.importers.get(one) ?? new Set();
      this.importers.set(one, importers.add(key));
    }
  }
}

/** Changes with every revision, also when the text comes back. */
function etagOf({ id, revision, yaml }: SimulatedEnvironment): string {
  return createHash('sha256')
    .update(`${id} ${revision} ${yaml}`)
    .digest('hex')
    .slice(0, 32);
}
