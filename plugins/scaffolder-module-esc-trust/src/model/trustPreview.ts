import { isError } from '@backstage/errors';
import {
  ClaimsTemplate,
  claimsFor,
  EnvironmentRef,
  identityProviderArn,
  isFixedSubject,
  renderSubject,
  suggestTrustPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';

/** What the preview is about. */
export interface PreviewInput {
  environment: EnvironmentRef;
  /** In listed order; never empty. */
  subjectAttributes: string[];
  issuer: string;
  /** Where the role will be; absent until it is chosen. */
  account?: { accountId: string; partition?: string };
}

/** What isn't least privilege, or may surprise. */
export type PreviewWarning =
  | 'organization-wide'
  | 'depends-on-opening'
  | 'direct-only'
  | 'several-subjects';

/** What the environment's tokens say and what AWS will ask of them. */
export interface TrustPreview {
  /** Absent where no login can have any. */
  audience?: string;
  /** More than one where Pulumi Cloud may send either. */
  subjects: string[];
  warnings: PreviewWarning[];
  /** Absent without an account, and where no exact one exists. */
  trustPolicy?: TrustPolicyDocument;
  /** Why there are no claims, or no exact trust policy. */
  problem?: string;
}

/** Works out what the server will write. Pure. */
export function trustPreview(input: PreviewInput): TrustPreview {
  const { environment, subjectAttributes, issuer, account } = input;
  let claims: ClaimsTemplate[];
  try {
    claims = claimsFor({ environment, login: { subjectAttributes }, issuer });
  } catch (error) {
    return { subjects: [], warnings: [], problem: messageOf(error) };
  }
  const [{ audience }] = claims;
  const subjects = [
    ...new Set(claims.map(({ subject }) => renderSubject(subject))),
  ];
  const isExact = claims.every(({ subject }) => isFixedSubject(subject));
  const has = (attribute: string) => subjectAttributes.includes(attribute);
  const warnings: PreviewWarning[] = [];
  if (!has('currentEnvironment.name') && !has('rootEnvironment.name')) {
    warnings.push('organization-wide');
  }
  if (!isExact) {
    warnings.push('depends-on-opening');
  }
  if (has('rootEnvironment.name')) {
    warnings.push('direct-only');
  }
  if (subjects.length > 1) {
    warnings.push('several-subjects');
  }
  const preview = { audience, subjects, warnings };
  if (!account || !isExact) {
    return preview;
  }
  try {
    const trustPolicy = suggestTrustPolicy({
      identityProviderArn: identityProviderArn({ issuer, ...account }),
      claims,
    });
    return { ...preview, trustPolicy };
  } catch (error) {
    return { ...preview, problem: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
