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
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { ConditionTransformer } from '@backstage/plugin-permission-node';
import { MappingFilter } from '@internal/backstage-plugin-esc-trust-node';
import { Request } from 'express';
import { Visible } from '../mappings/listing/selectMappings';
import { Caller } from './ownership';

/** A signed-in user with the credentials of the request. */
export interface SignedInCaller extends Caller {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
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
  async requireUser(req: Request): Promise<SignedInCaller> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user'],
    });
    const info = await this.#userInfo.getUserInfo(credentials);
    return {
      credentials,
      userRef: info.userEntityRef,
      ownershipRefs: info.ownershipEntityRefs,
    };
  }

  /** Users and services may read. */
  async credentials(req: Request): Promise<BackstageCredentials> {
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

  /**
   * For lists: what the caller may see, all of it when undefined.
   *
   * @throws NotAllowedError that names the permission, when it is nothing
   */
  async visibleMappings(
    credentials: BackstageCredentials,
    permission: ResourcePermission,
  ): Promise<Visible> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.CONDITIONAL) {
      return this.#toFilter(decision.conditions);
    }
    refuseUnlessAllowed(decision.result, permission.name);
    return undefined;
  }
}

function refuseUnlessAllowed(result: AuthorizeResult, permission: string) {
  if (result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(`You need the permission ${permission}`);
  }
}
