import { EnvironmentRef } from './environment';

/**
 * How an environment is opened, which changes the claims.
 *
 * @remarks
 * `direct`: by itself. `import`: through another environment, `root`, whose
 * import is written `importedAs`. `stack`: from the `environment` list of a
 * Pulumi stack, where the default subject names the literal `<yaml>`.
 *
 * @public
 */
export type Opening =
  | { kind: 'direct' }
  | {
      kind: 'import' | 'stack';
      /**
       * `import`: the environment that is opened and imports the login's,
       * directly or through others; unknown when absent. `stack`: the
       * environment in the stack's list, which is the root of what it imports;
       * absent when it is the login's own.
       */
      root?: EnvironmentRef;
      /**
       * `stack`: the root exactly as the stack's list writes it, when the login
       * is in another environment: a version there may show in the claims.
       */
      rootImportedAs?: string;
      /**
       * The import of the login's environment exactly as the one that imports
       * it writes it, such as `payments/prod@stable`: for a stack that lists X,
       * which imports Y, this is what X writes.
       */
      importedAs?: string;
    };

/**
 * The subject attributes that an `aws-login` may list.
 *
 * @remarks Source: the live schema of the aws-login provider.
 * @public
 */
export const SUBJECT_ATTRIBUTES = [
  'currentEnvironment.name',
  'rootEnvironment.name',
  'pulumi.organization.login',
  'pulumi.user.login',
  'pulumi.token.type',
  'pulumi.token.team',
] as const;

/** One of {@link SUBJECT_ATTRIBUTES}. @public */
export type SubjectAttribute = (typeof SUBJECT_ATTRIBUTES)[number];

/**
 * One piece of a subject: literal text, or an attribute whose value is known
 * only when the environment is opened.
 *
 * @public
 */
export type SubjectPart =
  | string
  | {
      /** One of {@link SUBJECT_ATTRIBUTES}; another one stands for what isn't understood. */
      attribute: string;
    };

/**
 * The claims of a token that Pulumi Cloud would send, as far as they are known
 * before the environment is opened.
 *
 * @public
 */
export interface ClaimsTemplate {
  /** Issuer URL, the token's `iss`. */
  issuer: string;
  /** The token's `aud`. */
  audience: string;
  /** The token's `sub`, with placeholders where only an opening fixes a part. */
  subject: SubjectPart[];
  /** The opening that sends these claims. */
  opening: Opening;
  /** Whether Pulumi documents this claim or it follows from other facts. */
  certainty: 'documented' | 'inferred';
}

/**
 * Writes a subject as text, with placeholders in braces.
 *
 * @param subject - the parts of a subject
 * @returns for example `…:pulumi.user.login:{pulumi.user.login}`
 * @public
 */
export function renderSubject(subject: SubjectPart[]): string {
  return subject
    .map(part => (typeof part === 'string' ? part : `{${part.attribute}}`))
    .join('');
}

/**
 * Whether every part of a subject is known before the environment is opened.
 *
 * @param subject - the parts of a subject
 * @public
 */
export function isFixedSubject(subject: SubjectPart[]): boolean {
  return subject.every(part => typeof part === 'string');
}
