import { openApiDocument } from '@internal/backstage-plugin-esc-trust-common';

/** What Pulumi Cloud knows as subject attributes. */
export const KNOWN_SUBJECT_ATTRIBUTES: readonly string[] =
  openApiDocument.components.schemas.SubjectAttribute.enum;

/** Without these any environment of the organization could take a role. */
export const REQUIRED_SUBJECT_ATTRIBUTES: readonly string[] = [
  'currentEnvironment.name',
];

/**
 * Those whose values are known before the environment is opened: an exact trust
 * policy can be written for them. The others depend on who opens it.
 */
export const EXACT_SUBJECT_ATTRIBUTES: readonly string[] =
  KNOWN_SUBJECT_ATTRIBUTES.filter(
    attribute => !/^pulumi\.(?:user|token)\./.test(attribute),
  );
