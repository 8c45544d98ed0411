import type { Action, SignedCall } from '../action';
import { checkText, required } from '../constraints';
import { noSuchEntity } from '../errors';
import type { SimulatedAccount } from '../state/account';
import type { SimulatedManagedPolicy } from '../state/managedPolicies';
import { encodeDocument } from '../wire/xml';
import { findManagedPolicy } from './managedPolicies';

/** Managed policies have one version here. */
const versionId = 'v1';

const policyOf = ({ account, form }: SignedCall) =>
  findManagedPolicy(account, form.text('PolicyArn'));

/** The actions on managed policies themselves. */
export const managedPolicyActions: Record<string, Action<SignedCall>> = {
  GetPolicy: call => ({
    Policy: managedPolicyXml(call.account, policyOf(call)),
  }),
  GetPolicyVersion: call => {
    const policy = policyOf(call);
    const wanted = checkText(
      required(call.form.text('VersionId'), 'versionId'),
      'versionId',
      { pattern: /^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/ },
    );
    if (wanted !== versionId) {
      throw noSuchEntity(
        `Policy ${policy.arn} version ${wanted} does not exist or is not attachable.`,
      );
    }
    return {
      PolicyVersion: {
        Document: encodeDocument(policy.document),
        VersionId: versionId,
        IsDefaultVersion: true,
        CreateDate: policy.createDate,
      },
    };
  },
};

function managedPolicyXml(
  account: SimulatedAccount,
  policy: SimulatedManagedPolicy,
) {
  const roles = account.roles();
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: versionId,
    AttachmentCount: roles.filter(role => role.hasAttached(policy.arn)).length,
    PermissionsBoundaryUsageCount: roles.filter(
      role => role.permissionsBoundary === policy.arn,
    ).length,
    IsAttachable: policy.attachable,
    Description: policy.description,
    CreateDate: policy.createDate,
    UpdateDate: policy.createDate,
  };
}
