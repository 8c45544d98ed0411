import { readFullName, isValidName } from '../names';
import type { IssuedSecrets } from '../../secretsIn';
import type { SimulatedPulumiCloud } from '../simulatedPulumiCloud';
import type { SimulatedEnvironment, StackReferrer } from './environments';
import { EnvironmentStore } from './environments';
import { SecretVault } from './secrets';
import type { NewPulumiToken } from './tokens';
import { TokenStore } from './tokens';

const environmentSettings = [
  'deletionProtected',
  'requiresApproval',
  'openRequiresApproval',
] as const;

/** One organization. */
export interface Organization {
  name: string;
  members: string[];
  environments: EnvironmentStore;
}

/** The state of Pulumi Cloud, with what only its API needs. */
export class PulumiCloud implements SimulatedPulumiCloud {
  private readonly organizations = new Map<string, Organization>();
  private readonly tokens = new TokenStore();
  private readonly vault = new SecretVault();

  constructor(private readonly now: () => Date) {}

  addOrganization(name: string, options: { members?: string[] } = {}): void {
    if (!isValidName(name) || this.organizations.has(name)) {
      throw new Error(`The organization ${name} is misnamed or exists already`);
    }
    this.organizations.set(name, {
      name,
      members: options.members ?? [],
      environments: new EnvironmentStore(name, this.vault, this.now),
    });
  }

  createToken(token: NewPulumiToken): string {
    for (const name of token.organizations) {
      this.organization(name);
    }
    return this.tokens.create(token);
  }

  putEnvironment(options: {
    organization: string;
    project: string;
    name: string;
    yaml: string;
    tags?: Record<string, string>;
    deletionProtected?: boolean;
    requiresApproval?: boolean;
    openRequiresApproval?: boolean;
  }): SimulatedEnvironment {
    const { organization, project, name, yaml, tags } = options;
    if (!isValidName(project) || !isValidName(name)) {
      throw new Error(`The name ${project}/${name} is not allowed`);
    }
    const { environments } = this.organization(organization);
    const environment =
      environments.find(project, name) ??
      environments.create(project, name, organization);
    environments.write(environment, yaml);
    if (tags) {
      environment.tags = new Map(Object.entries(tags));
    }
    for (const setting of environmentSettings) {
      environment[setting] = options[setting] ?? environment[setting];
    }
    return environment;
  }

  environment(fullName: string): SimulatedEnvironment | undefined {
    const { organization, project, name } = readFullName(fullName);
    return this.organizations
      .get(organization)
      ?.environments.find(project, name);
  }

  deleteEnvironment(fullName: string): boolean {
    const environment = this.environment(fullName);
    if (environment) {
      this.organization(environment.organization).environments.delete(
        environment,
      );
    }
    return environment !== undefined;
  }

  addStackReferrer(fullName: string, stack: StackReferrer): void {
    const environment = this.environment(fullName);
    if (!environment) {
      throw new Error(`There is no environment ${fullName}`);
    }
    this.organization(environment.organization).environments.addStack(
      environment,
      stack,
    );
  }

  /** Who an access token belongs to. */
  findToken(token: string): NewPulumiToken | undefined {
    return this.tokens.find(token);
  }

  /** An organization, if it was added. */
  findOrganization(name: string): Organization | undefined {
    return this.organizations.get(name);
  }

  /** What a ciphertext of a definition stands for. */
  decrypt(ciphertext: string): string | undefined {
    return this.vault.decrypt(ciphertext);
  }

  /** What nobody may see but those whom it was given to. */
  secrets(): IssuedSecrets {
    return {
      'Pulumi access token': this.tokens.all(),
      'secret in plaintext': this.vault.plaintexts(),
      'secret in ciphertext': this.vault.ciphertexts(),
    };
  }

  private organization(name: string): Organization {
    const organization = this.organizations.get(name);
    if (!organization) {
      throw new Error(`There is no organization ${name}`);
    }
    return organization;
  }
}
