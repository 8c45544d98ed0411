import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  EnvironmentRef,
  ESC_TRUST_TAGS,
  findAwsLogins,
  Mapping,
  MappingChange,
  PULUMI_NAME_PATTERN,
  RegisterMappingRequest,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  Caller,
  requireMembership,
  requireRecordedOwner,
  sameRef,
} from '../access/ownership';
import { Assessor } from '../assessment/Assessor';
import { AwsAccounts } from '../aws/AwsAccount';
import { parseRoleArn } from '../aws/roleArn';
import { requireAccount, requireOrganization } from '../config/configured';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { MappingStore } from './MappingStore';

/** Registers existing pairs, and assesses mappings on demand. */
export class MappingRegistry {
  readonly #config: EscTrustConfig;
  readonly #aws: AwsAccounts;
  readonly #pulumi: PulumiCloud;
  readonly #mappings: MappingStore;
  readonly #assessor: Assessor;

  constructor(options: {
    config: EscTrustConfig;
    aws: AwsAccounts;
    pulumi: PulumiCloud;
    mappings: MappingStore;
    assessor: Assessor;
  }) {
    this.#config = options.config;
    this.#aws = options.aws;
    this.#pulumi = options.pulumi;
    this.#mappings = options.mappings;
    this.#assessor = options.assessor;
  }

  /**
   * Registers a login with the role that its definition names.
   *
   * @remarks
   * Both sides must be the caller's: a registered environment counts as
   * intended for its role. While the role is an expression there is no role
   * whose owner could be asked.
   */
  async register(
    request: RegisterMappingRequest,
    caller: Caller,
  ): Promise<{ mapping: Mapping; isNew: boolean }> {
    const { environment, ownerRef, entityRefs = [] } = request;
    for (const name of Object.values(environment)) {
      if (!PULUMI_NAME_PATTERN.test(name)) {
        throw new InputError(
          `"${name}" is not valid: use letters, digits, hyphens, underscores and periods`,
        );
      }
    }
    requireOrganization(this.#config, environment);
    requireMembership(caller, ownerRef);
    const login = await this.#findLogin(request, caller);
    const arn =
      login.roleArn && 'literal' in login.roleArn
        ? login.roleArn.literal
        : undefined;
    const accountId = arn && (await this.#requireRole(arn, request, caller));

    const existing = await this.#mappings.findByLogin(environment, login.path);
    if (existing) {
      // Of a discovered one nobody knew the owner.
      if (existing.ownerRef && existing.ownerRef !== ownerRef) {
        throw new ConflictError(
          `The login ${login.path} of ${stringifyEnvironmentRef(
            environment,
          )} is mapped already, for another owner`,
        );
      }
      return {
        mapping: await this.#renew(existing, { ...request, arn, accountId }),
        isNew: false,
      };
    }
    const mapping = await this.#mappings.insert({
      environment,
      loginPath: login.path,
      roleArn: arn,
      accountId,
      consentedRoleArn: arn,
      ownerRef,
      entityRefs,
      source: 'registered',
      trust: this.#assessor.notAssessed(environment),
      createdBy: caller.userRef,
    });
    return { mapping: await this.assess(mapping), isNew: true };
  }

  /** A pair that is registered again: with today's role and more entities. */
  async #renew(
    existing: Mapping,
    request: RegisterMappingRequest & { arn?: string; accountId?: string },
  ): Promise<Mapping> {
    const { ownerRef, entityRefs = [], arn, accountId } = request;
    const allRefs = [...new Set([...existing.entityRefs, ...entityRefs])];
    const consent = await this.#mappings.getConsent(existing.id);
    if (
      allRefs.length === existing.entityRefs.length &&
      consent === arn &&
      existing.source !== 'discovered'
    ) {
      return existing;
    }
    await this.#mappings.update(existing.id, {
      ownerRef,
      source: existing.source === 'discovered' ? 'registered' : existing.source,
      entityRefs: allRefs,
      ignored: false,
      consentedRoleArn: arn ?? null,
    });
    return this.assess({ ...existing, roleArn: arn, accountId });
  }

  /** @throws NotFoundError */
  async find(id: string): Promise<Mapping> {
    const mapping = await this.#mappings.get(id);
    if (!mapping) {
      throw new NotFoundError(`There is no mapping ${id}`);
    }
    return mapping;
  }

  /**
   * Changes what people decide about a mapping.
   *
   * @remarks
   * Its owner's side must be the caller's. A new owner must be the one whom
   * Pulumi Cloud records for the environment, and the caller's as well: nobody is
   * given what they haven't agreed to. Neither the consent to use the role nor what
   * was accepted is taken along: that was the old owner's.
   *
   * @throws NotFoundError, NotAllowedError
   */
  async change(
    id: string,
    change: MappingChange,
    caller: Caller,
  ): Promise<Mapping> {
    const mapping = await this.find(id);
    await this.#requireOwner(mapping, caller);
    const { ownerRef = mapping.ownerRef ?? '' } = change;
    const isHandedOver = !sameRef(ownerRef, mapping.ownerRef ?? '');
    if (isHandedOver) {
      await this.#requireEnvironment(mapping.environment, ownerRef, caller);
    }
    if (change.ignored && mapping.source !== 'discovered') {
      throw new InputError(
        'Only a discovered mapping can be ignored: this one was registered on purpose',
      );
    }
    await this.#mappings.update(id, {
      ...change,
      ...(isHandedOver
        ? { ownerRef, consentedRoleArn: null, withdrawsAcceptances: true }
        : {}),
    });
    const changed = await this.find(id);
    return isHandedOver || change.openings ? this.assess(changed) : changed;
  }

  /**
   * Forgets a mapping; role and environment stay as they are.
   *
   * @returns what was forgotten
   * @throws NotFoundError, NotAllowedError
   */
  async forget(id: string, caller: Caller): Promise<Mapping> {
    const mapping = await this.find(id);
    await this.#requireOwner(mapping, caller);
    await this.#mappings.delete(id);
    return mapping;
  }

  /** Reads the live state of a mapping and stores the report. */
  async assess(mapping: Mapping): Promise<Mapping> {
    await this.#mappings.recordAssessment(
      mapping.id,
      await this.#assessor.assess(mapping),
    );
    const assessed = await this.#mappings.get(mapping.id);
    if (!assessed) {
      throw new NotFoundError('The mapping has disappeared');
    }
    return assessed;
  }

  /** Of a pair without an owner, whoever owns its environment. */
  async #requireOwner(mapping: Mapping, caller: Caller): Promise<void> {
    const { environment, ownerRef } = mapping;
    if (ownerRef) {
      requireMembership(caller, ownerRef);
      return;
    }
    const tags = await this.#pulumi.getTags(environment);
    await this.#requireEnvironment(
      environment,
      tags[ESC_TRUST_TAGS.owner] ?? '',
      caller,
    );
  }

  /** The environment's side: its recorded owner is this one, and the caller's. */
  async #requireEnvironment(
    environment: EnvironmentRef,
    ownerRef: string,
    caller: Caller,
  ): Promise<void> {
    requireRecordedOwner(
      caller,
      {
        name: `environment ${stringifyEnvironmentRef(environment)}`,
        place: 'Pulumi Cloud',
        tags: await this.#pulumi.getTags(environment),
      },
      ownerRef,
    );
  }

  async #findLogin(request: RegisterMappingRequest, caller: Caller) {
    const { environment, loginPath } = request;
    const name = stringifyEnvironmentRef(environment);
    const definition = await this.#pulumi.getEnvironment(environment);
    if (!definition) {
      throw new InputError(
        `The environment ${name} doesn't exist, or the portal's token can't see it`,
      );
    }
    await this.#requireEnvironment(environment, request.ownerRef, caller);
    const { logins, problems } = findAwsLogins(definition.yaml);
    if (problems.length > 0) {
      throw new InputError(
        `The definition of ${name} has an error: ${problems[0].message}`,
      );
    }
    const matching = logins.filter(
      login => loginPath === undefined || login.path === loginPath,
    );
    if (matching.length === 1) {
      return matching[0];
    }
    throw new InputError(
      matching.length === 0
        ? `The definition of ${name} has no AWS login${
            loginPath ? ` at ${loginPath}` : ''
          }`
        : `The definition of ${name} has several AWS logins: name one of ${logins
            .map(login => login.path)
            .join(', ')} as loginPath`,
    );
  }

  /** @returns the role's account */
  async #requireRole(
    arn: string,
    { ownerRef }: RegisterMappingRequest,
    caller: Caller,
  ): Promise<string> {
    const parsed = parseRoleArn(arn);
    if (!parsed) {
      throw new InputError(`The login names "${arn}", which is not a role`);
    }
    requireAccount(this.#config, parsed.accountId);
    const account = await this.#aws.reader(parsed.accountId);
    const role = await account.getRole(parsed.name);
    if (!role || role.arn !== arn) {
      throw new InputError(`The role ${arn} doesn't exist`);
    }
    requireRecordedOwner(
      caller,
      { name: `role ${arn}`, place: 'AWS', tags: role.tags },
      ownerRef,
    );
    return parsed.accountId;
  }
}
