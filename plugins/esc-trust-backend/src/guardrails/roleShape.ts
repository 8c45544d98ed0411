import { parseLoginDuration } from '@internal/backstage-plugin-esc-trust-common';
import { sameTag } from '../config/readTags';
import { renderRoleName } from '../config/roleNameTemplate';
import { fillInArn } from './policyArns';
import { Guardrail } from './types';

const ROOT = 'escTrust.provisioning';

/** The path of new roles; an adopted one keeps its own. */
export const rolePath: Guardrail = {
  name: 'role path',
  setting: `${ROOT}.rolePath`,
  check({ proposed, provisioning }) {
    const { path } = proposed.role;
    return !proposed.adoptRole && path !== provisioning.rolePath
      ? `The role may not have the path ${path}: ${ROOT}.rolePath is ${provisioning.rolePath}`
      : undefined;
  },
};

/** The name of new roles, where a request may not choose it. */
export const roleName: Guardrail = {
  name: 'role name',
  setting: `${ROOT}.customRoleNames`,
  check({ proposed, provisioning }) {
    if (proposed.adoptRole || provisioning.customRoleNames) {
      return undefined;
    }
    const name = renderRoleName(
      provisioning.roleNameTemplate,
      proposed.environment,
    );
    return proposed.role.name === name
      ? undefined
      : `The role may not be named ${proposed.role.name}: ${ROOT}.customRoleNames is false, so leave role.name out for ${name}`;
  },
};

/** The boundary, where one is required. */
export const permissionsBoundary: Guardrail = {
  name: 'permissions boundary',
  setting: `${ROOT}.permissionsBoundaryArn`,
  check({ proposed, rules }) {
    const required =
      rules.permissionsBoundaryArn &&
      fillInArn(rules.permissionsBoundaryArn, proposed.account);
    const { permissionsBoundaryArn } = proposed.role;
    return required && permissionsBoundaryArn !== required
      ? `The role may not be ${
          permissionsBoundaryArn
            ? `bounded by ${permissionsBoundaryArn}`
            : 'without a permissions boundary'
        }: ${ROOT}.permissionsBoundaryArn requires ${required}`
      : undefined;
  },
};

/** How long sessions may be, by the role and by the login. */
export const sessionDuration: Guardrail = {
  name: 'maximum session duration',
  setting: `${ROOT}.maxSessionDuration`,
  check({ proposed, rules }) {
    const limit = rules.maxSessionDuration;
    const { maxSessionDuration } = proposed.role;
    if (maxSessionDuration > limit) {
      return `The role's maximum session duration may not be ${maxSessionDuration} seconds: ${ROOT}.maxSessionDuration allows ${limit}`;
    }
    const { duration } = proposed.login;
    return (parseLoginDuration(duration) ?? Infinity) > limit
      ? `The login's duration may not be ${duration}: ${ROOT}.maxSessionDuration allows ${limit} seconds`
      : undefined;
  },
};

/** Tags that somebody must have thought about. */
export const requiredTags: Guardrail = {
  name: 'required tags',
  setting: `${ROOT}.requiredTags`,
  check({ proposed, provisioning }) {
    const missing = provisioning.requiredTags.filter(
      tag => !proposed.role.tags[tag]?.trim(),
    );
    return missing.length > 0
      ? `The role needs the tag ${missing.join(
          ', ',
        )} with a value: ${ROOT}.requiredTags asks for it, so set it in role.tags`
      : undefined;
  },
};

/** Tags that nobody may change. */
export const fixedTags: Guardrail = {
  name: 'fixed tags',
  setting: `${ROOT}.fixedTags`,
  check({ proposed, provisioning }) {
    for (const [tag, value] of Object.entries(provisioning.fixedTags)) {
      const [key, found] =
        Object.entries(proposed.role.tags).find(([other]) =>
          sameTag(other, tag),
        ) ?? [];
      if (key !== tag || found !== value) {
        return `The role may not have another tag ${tag} than "${value}": ${ROOT}.fixedTags sets it, so leave it out of role.tags`;
      }
    }
    return undefined;
  },
};
