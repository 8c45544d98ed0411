import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the plugin, to be translated by an app.
 *
 * @public
 */
export const escTrustTranslationRef = createTranslationRef({
  id: 'esc-trust',
  messages: {
    status: {
      trusted: 'Trusted',
      conditional: 'Conditional',
      'over-permissive': 'Over-permissive',
      untrusted: 'Untrusted',
      unknown: 'Unknown',
    },
    // Said when neither a gate nor a witness nor a finding has more to say.
    calm: {
      trusted:
        'This environment can assume the role, and no unintended one can.',
      conditional: 'Whether this works depends on who opens the environment.',
      'over-permissive':
        'Environments that nobody intended can also assume this role.',
      untrusted: 'This environment cannot assume the role.',
      unknown: 'Who can assume this role could not be determined.',
    },
    copy: {
      copied: 'Copied',
      subject: 'Copy the subject claim of {{environment}}',
      role: 'Copy the role ARN of {{environment}}',
    },
    card: {
      title: 'AWS trust',
      loading: 'Loading the AWS trust of this entity',
      counts: 'Mappings by status',
      rows: 'Environments and their AWS roles',
      showAll: 'Show all {{total, number}}',
      showFewer: 'Show fewer',
      role: 'Role',
      roleInAccount: '{{role}} in account {{account}}',
      roleUnknown: 'Known only when the environment is opened',
      subject: 'Subject',
      stale: 'Last read {{age, relativetime}}: {{reason}}',
      createRole: 'Create an AWS role',
      createRoleFor: 'Create an AWS role for {{environment}}',
      unmapped: 'No mapping yet',
      unmappedDetail:
        'The annotation names this environment, but no AWS role is mapped to it.',
      malformed: 'Malformed',
      malformedDetail:
        'This entry of the annotation {{annotation}} is not written organization/project/name.',
      empty: 'No Pulumi ESC environment of this entity uses an AWS role yet.',
      emptyDetail:
        'To show an environment that already exists, add the annotation {{annotation}}.',
      denied: 'You may not see the AWS trust of this entity.',
      deniedDetail: 'It takes the permission {{permission}}.',
      error: 'The AWS trust of this entity could not be loaded',
      retry: 'Try again',
    },
  },
});
