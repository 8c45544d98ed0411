/** Words that every view uses. */
export const sharedMessages = {
  status: {
    trusted: 'Trusted',
    conditional: 'Conditional',
    'over-permissive': 'Over-permissive',
    untrusted: 'Untrusted',
    unknown: 'Unknown',
  },
  // Said when neither a gate nor a witness nor a finding has more to say.
  calm: {
    trusted: 'This environment can assume the role, and no unintended one can.',
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
  // Why there is nothing to show, and what helps.
  failed: {
    permission: 'It takes the permission {{permission}}.',
    missing: 'The backend of AWS trust does not answer',
    missingDetail:
      'It may be away for a moment, or the plugin esc-trust is not installed in the backend.',
    retry: 'Try again',
  },
  unread: {
    hint: 'Shown as read on {{at, datetime}}. It could not be read again: {{reason}}',
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
} as const;
