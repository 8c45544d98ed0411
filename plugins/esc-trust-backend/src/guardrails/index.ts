export { requireAllowance } from './allowance';
export { checkRequest } from './checkRequest';
export { readInlinePolicy } from './inlineDocument';
export { fillInArn } from './policyArns';
export { requireGuardrails, requirePoliciesOfRole } from './requireGuardrails';
export type { GetManagedPolicy } from './readPolicies';
export { tagsOfRole } from './subject';
