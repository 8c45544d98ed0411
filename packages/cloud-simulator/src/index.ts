/**
 * AWS IAM and STS and Pulumi Cloud in a box.
 *
 * @packageDocumentation
 */
export {};
