/** The functions of a definition, without `fn::`. */
export const functionNames: readonly string[] = [
  'concat',
  'final',
  'fromBase64',
  'fromJSON',
  'join',
  'open',
  'rotate',
  'secret',
  'split',
  'toBase64',
  'toJSON',
  'toString',
  'toYAML',
  'validate',
];

/** Providers that `fn::open` knows; the simulator itself opens aws-login only. */
export const providerNames: readonly string[] = [
  '1password-secrets',
  'aws-login',
  'aws-parameter-store',
  'aws-secrets',
  'azure-login',
  'azure-secrets',
  'debug-oidc-claims',
  'doppler-login',
  'external',
  'gcp-login',
  'gcp-secrets',
  'oidc',
  'pulumi-stacks',
  'vault-login',
  'vault-secrets',
];
