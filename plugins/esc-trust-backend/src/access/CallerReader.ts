import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  Permission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { ConditionTransformer } from '@backstage/plugin-permission-node';
import {
  escTrustEnvironmentReadPermission,
  escTrustMappingReadPermission,
} from '@internal/backstage-plugin-esc-trust-common';
import { MappingFilter } from '@internal/backstage-plugin-esc-trust-node';
import { Request } from 'express';
import { Visible } from '../mappings/listing/selectMappings';
import { Caller } from './ownership';

/** Takes a request of whatever route. */
export type AnyRequest = Request<any, any, any, any, any>;

/** A signed-in user with the credentials of the request. */
export interface SignedInCaller extends Caller {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
}

/** What a caller may read. */
export interface Reading {
  /** Mappings; all of them when undefined. */
  visible: Visible | 'none';
  /** Whether the names of all environments may be told. */
  allEnvironments: boolean;
}

/** Who asks, and whether the permission framework lets them. */
export class CallerReader {
  readonly #httpAuth: HttpAuthService;
  readonly #userInfo: UserInfoService;
  readonly #permissions: PermissionsService;
  readonly #toFilter: ConditionTransformer<MappingFilter>;

  constructor(options: {
    httpAuth: HttpAuthService;
    userInfo: UserInfoService;
    permissions: PermissionsService;
    /** Makes filters of a policy's conditions. */
    toFilter: ConditionTransformer<MappingFilter>;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#userInfo = options.userInfo;
    this.#permissions = options.permissions;
    this.#toFilter = options.toFilter;
  }

  /** @throws NotAllowedError when the caller is not a signed-in user */
  async requireUser(req: AnyRequest): Promise<SignedInCaller> {
    return this.userOf(
      await this.#httpAuth.credentials(req, { allow: ['user'] }),
    );
  }

  /** @throws NotAllowedError when they are not a signed-in user's */
  async userOf(credentials: BackstageCredentials): Promise<SignedInCaller> {
    if (!isUser(credentials)) {
      throw new NotAllowedError('Only a signed-in user can do that');
    }
    const info = await this.#userInfo.getUserInfo(credentials);
    return {
      credentials,
      userRef: info.userEntityRef,
      ownershipRefs: info.ownershipEntityRefs,
    };
  }

  /** Users and services may read. */
  async credentials(req: AnyRequest): Promise<BackstageCredentials> {
    return this.#httpAuth.credentials(req, { allow: ['user', 'service'] });
  }

  /** @throws NotAllowedError that names the permission */
  async require(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    refuseUnlessAllowed(decision.result, permission.name);
  }

  /** @throws NotAllowedError that names the permission */
  async requireFor(
    credentials: BackstageCredentials,
    permission: ResourcePermission,
    resourceRef: string,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    refuseUnlessAllowed(decision.result, permission.name);
  }

  /** What the caller may read; mappings may be none. */
  async reading(credentials: BackstageCredentials): Promise<Reading> {
    const [mappings, environments] =
      await this.#permissions.authorizeConditional(
        [
          { permission: escTrustMappingReadPermission },
          // In the same request: another one costs as much as all of a page. The
          // framework decides on basic permissions here too, its type doesn't say.
          {
            permission:
              escTrustEnvironmentReadPermission as Permission as ResourcePermission,
          },
        ],
        { credentials },
      );
    return {
      visible: this.#visibleBy(mappings),
      allEnvironments: environments.result === AuthorizeResult.ALLOW,
    };
  }

  /**
   * The same for those who may read mappings at all.
   *
   * @throws NotAllowedError that names the permission
   */
  async readingMappings(
    credentials: BackstageCredentials,
  ): Promise<Reading & { visible: Visible }> {
    const { visible, ...rest } = await this.reading(credentials);
    if (visible === 'none') {
      throw notAllowed(escTrustMappingReadPermission.name);
    }
    return { visible, ...rest };
  }

  /**
   * The same for those who have another permission.
   *
   * @throws NotAllowedError that names it
   */
  async readingBeside(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<Reading> {
    await this.require(credentials, permission);
    return this.reading(credentials);
  }

  #visibleBy(decision: PolicyDecision): Visible | 'none' {
    if (decision.result === AuthorizeResult.CONDITIONAL) {
      return this.#toFilter(decision.conditions);
    }
    return decision.result === AuthorizeResult.ALLOW ? undefined : 'none';
  }
}

function isUser(
  credentials: BackstageCredentials,
): credentials is BackstageCredentials<BackstageUserPrincipal> {
  const { type } = credentials.principal as { type?: string };
  return type === 'user';
}

function refuseUnlessAllowed(result: AuthorizeResult, permission: string) {
  if (result !== AuthorizeResult.ALLOW) {
    throw notAllowed(permission);
  }
}

function notAllowed(permission: string): NotAllowedError {
  return new NotAllowedError(`You need the permission ${permission}`);
}
