/** The card of an entity. */
export const cardMessages = {
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
    error: 'The AWS trust of this entity could not be loaded',
    details: 'All details',
  },
} as const;
