import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { AwsAccountWriter, CallerState } from './AwsAccount';
import { isAbsent } from './awsErrors';
import { getCaller } from './getCaller';
import { IamClients } from './IamClients';
import { IamWriteOptions, IamWrites } from './IamWrites';
import {
  addAudience,
  createIdentityProvider,
  deleteIdentityProvider,
  removeAudience,
} from './identityProviderWrites';
import { tagList } from './tagList';

/**
 * Writes IAM of one account.
 *
 * @remarks
 * Each write says whether it may be repeated when its answer got lost. Those
 * that set what others set too, such as a trust policy, may not: a second one
 * could undo what somebody has written after the first.
 */
export class IamWriter implements AwsAccountWriter {
  readonly #clients: IamClients;
  readonly #iam: IAMClient;
  readonly #writes: IamWrites;

  constructor(clients: IamClients, options: IamWriteOptions = {}) {
    this.#clients = clients;
    this.#iam = clients.iam;
    this.#writes = new IamWrites(clients, options);
  }

  getCaller(): Promise<CallerState> {
    return getCaller(this.#clients);
  }

  createIdentityProvider(options: {
    issuer: string;
    tags: Record<string, string>;
  }): Promise<void> {
    return this.#writes.run(createIdentityProvider(this.#iam, options));
  }

  deleteIdentityProvider(arn: string): Promise<void> {
    return this.#writes.run(deleteIdentityProvider(this.#iam, arn));
  }

  addAudience(arn: string, audience: string): Promise<void> {
    return this.#writes.run(addAudience(this.#iam, arn, audience));
  }

  removeAudience(arn: string, audience: string): Promise<void> {
    return this.#writes.run(removeAudience(this.#iam, arn, audience));
  }

  createRole(options: {
    name: string;
    path: string;
    description: string;
    trustPolicy: string;
    maxSessionDuration: number;
    permissionsBoundaryArn?: string;
    tags: Record<string, string>;
  }): Promise<void> {
    const command = new CreateRoleCommand({
      RoleName: options.name,
      Path: options.path,
      Description: options.description,
      AssumeRolePolicyDocument: options.trustPolicy,
      MaxSessionDuration: options.maxSessionDuration,
      PermissionsBoundary: options.permissionsBoundaryArn,
      Tags: tagList(options.tags),
    });
    return this.#writes.run({
      action: 'CreateRole',
      // Of a role that exists it can't be told who has made it.
      idempotent: false,
      send: sending => this.#iam.send(command, sending),
    });
  }

  deleteRole(name: string): Promise<void> {
    const command = new DeleteRoleCommand({ RoleName: name });
    return this.#writes.run({
      action: 'DeleteRole',
      // Only operations make roles of our names, and a lease keeps them apart.
      idempotent: true,
      isDone: isAbsent,
      send: sending => this.#iam.send(command, sending),
    });
  }

  updateTrustPolicy(roleName: string, trustPolicy: string): Promise<void> {
    const command = new UpdateAssumeRolePolicyCommand({
      RoleName: roleName,
      PolicyDocument: trustPolicy,
    });
    return this.#writes.run({
      action: 'UpdateAssumeRolePolicy',
      idempotent: false,
      send: sending => this.#iam.send(command, sending),
    });
  }

  attachPolicy(roleName: string, policyArn: string): Promise<void> {
    const command = new AttachRolePolicyCommand({
      RoleName: roleName,
      PolicyArn: policyArn,
    });
    return this.#writes.run({
      action: 'AttachRolePolicy',
      idempotent: true,
      send: sending => this.#iam.send(command, sending),
    });
  }

  detachPolicy(roleName: string, policyArn: string): Promise<void> {
    const command = new DetachRolePolicyCommand({
      RoleName: roleName,
      PolicyArn: policyArn,
    });
    return this.#writes.run({
      action: 'DetachRolePolicy',
      idempotent: true,
      isDone: isAbsent,
      send: sending => this.#iam.send(command, sending),
    });
  }

  putInlinePolicy(
    roleName: string,
    policyName: string,
    document: string,
  ): Promise<void> {
    const command = new PutRolePolicyCommand({
      RoleName: roleName,
      PolicyName: policyName,
      PolicyDocument: document,
    });
    return this.#writes.run({
      action: 'PutRolePolicy',
      // The name is ours: nobody else writes it.
      idempotent: true,
      send: sending => this.#iam.send(command, sending),
    });
  }

  deleteInlinePolicy(roleName: string, policyName: string): Promise<void> {
    const command = new DeleteRolePolicyCommand({
      RoleName: roleName,
      PolicyName: policyName,
    });
    return this.#writes.run({
      action: 'DeleteRolePolicy',
      idempotent: true,
      isDone: isAbsent,
      send: sending => this.#iam.send(command, sending),
    });
  }

  setPermissionsBoundary(roleName: string, policyArn: string): Promise<void> {
    const command = new PutRolePermissionsBoundaryCommand({
      RoleName: roleName,
      PermissionsBoundary: policyArn,
    });
    return this.#writes.run({
      action: 'PutRolePermissionsBoundary',
      idempotent: false,
      send: sending => this.#iam.send(command, sending),
    });
  }

  removePermissionsBoundary(roleName: string): Promise<void> {
    const command = new DeleteRolePermissionsBoundaryCommand({
      RoleName: roleName,
    });
    return this.#writes.run({
      action: 'DeleteRolePermissionsBoundary',
      idempotent: false,
      isDone: isAbsent,
      send: sending => this.#iam.send(command, sending),
    });
  }

  tagRole(roleName: string, tags: Record<string, string>): Promise<void> {
    const command = new TagRoleCommand({
      RoleName: roleName,
      Tags: tagList(tags),
    });
    return this.#writes.run({
      action: 'TagRole',
      idempotent: true,
      send: sending => this.#iam.send(command, sending),
    });
  }

  untagRole(roleName: string, keys: string[]): Promise<void> {
    const command = new UntagRoleCommand({ RoleName: roleName, TagKeys: keys });
    return this.#writes.run({
      action: 'UntagRole',
      idempotent: true,
      isDone: isAbsent,
      send: sending => this.#iam.send(command, sending),
    });
  }

  updateMaxSessionDuration(roleName: string, seconds: number): Promise<void> {
    // Without a description, which therefore stays as it is.
    const command = new UpdateRoleCommand({
      RoleName: roleName,
      MaxSessionDuration: seconds,
    });
    return this.#writes.run({
      action: 'UpdateRole',
      idempotent: true,
      send: sending => this.#iam.send(command, sending),
    });
  }
}
