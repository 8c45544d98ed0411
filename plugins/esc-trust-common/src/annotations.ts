/**
 * Lists the Pulumi ESC environments of an entity, comma separated, each written
 * `organization/project/name`.
 *
 * @public
 */
export const ESC_ENVIRONMENTS_ANNOTATION = 'pulumi.com/esc-environments';

/**
 * The kinds of entities, in lower case, whose pages show AWS trust.
 *
 * @public
 */
export const ESC_TRUST_KINDS = ['component', 'system'];
