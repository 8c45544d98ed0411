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
    actions: {
      group: 'Actions for {{name}}',
    },
    assess: {
      button: 'Assess again',
      buttonFor: 'Assess again: {{name}}',
      done: 'Assessed: {{status}}',
      stale: 'The live state could not be read',
      error: 'The mapping could not be assessed',
      denied:
        'You may not assess this mapping. It takes the permission {{permission}}.',
    },
    repair: {
      button: 'Repair',
      buttonFor: 'Repair: {{name}}',
      running: 'Repairing',
      runningFor: 'Repairing: {{name}}',
      showEnd: 'How the repair ended',
      showEndFor: 'How the repair ended: {{name}}',
      title: 'Repair {{name}}',
      steps: 'Steps of the repair',
      planning: 'Looking at what is there',
      refused: 'There is no plan for the repair',
      retry: 'Try again',
      close: 'Close',
      apply: 'Repair',
      cancel: 'Cancel the repair',
      cancelling: 'Taking back what was done',
      planned_one: 'The repair changes one thing. Nothing has been done yet.',
      planned_other:
        'The repair changes {{count}} things. Nothing has been done yet.',
      moved: 'What is there has moved',
      movedDetail:
        'It changed after the plan was made, so nothing was done. This is the new plan.',
      nothing: 'Nothing to repair',
      nothingDetail:
        'Every step is unchanged: what is wrong isn’t the portal’s to change.',
      notStarted: 'The repair could not be started',
      applying: 'Repairing. It goes on when you close this.',
      unread: 'How far it got can’t be read at the moment',
      unreadDenied:
        'You may not see how far it got. It takes the permission {{permission}}.',
      succeeded: 'Repaired',
      succeededDetail: 'The status is now: {{status}}.',
      'rolled-back': 'Not repaired: nothing was changed',
      'needs-attention': 'Somebody has to finish this by hand',
      target: 'Target',
    },
    step: {
      'identity-provider': 'Identity provider',
      audience: 'Audience',
      role: 'Role',
      'trust-policy': 'Trust policy',
      boundary: 'Permissions boundary',
      permissions: 'Permissions',
      tags: 'Tags',
      'session-duration': 'Session duration',
      environment: 'Environment',
      mapping: 'Mapping',
      assessment: 'Assessment',
    },
    action: {
      create: 'Create',
      update: 'Update',
      delete: 'Delete',
      unchanged: 'Unchanged',
    },
    stepState: {
      pending: 'Pending',
      applying: 'Applying',
      succeeded: 'Succeeded',
      failed: 'Failed',
      'rolled-back': 'Rolled back',
      // It was pending when the operation ended.
      skipped: 'Not started',
    },
    diff: {
      label: 'Changes: {{name}}',
      added: 'Added:',
      removed: 'Removed:',
      fold_one: 'One unchanged line',
      fold_other: '{{count}} unchanged lines',
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
