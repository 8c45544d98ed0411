/**
 * An IAM OIDC identity provider.
 *
 * @public
 */
export interface SimulatedIdentityProvider {
  readonly arn: string;
  /** Without the scheme, as GetOpenIDConnectProvider answers. */
  readonly url: string;
  readonly createDate: Date;
  /** The registered audiences. */
  clientIds: Set<string>;
  thumbprints: string[];
  tags: Map<string, string>;
}
