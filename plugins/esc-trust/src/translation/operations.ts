/** Operations, wherever they are shown, and their page. */
export const operationsMessages = {
  operation: {
    kind: {
      provision: 'Provision',
      repair: 'Repair',
      deprovision: 'Removal',
      // Of a backend that is newer.
      other: 'Operation',
    },
    state: {
      pending: 'Pending',
      applying: 'Running',
      succeeded: 'Succeeded',
      'rolling-back': 'Rolling back',
      'rolled-back': 'Rolled back',
      'needs-attention': 'Needs attention',
      // Of a backend that is newer.
      other: 'Not known here',
    },
    planning: 'Looking at what is there',
    retry: 'Try again',
    close: 'Close',
    moved: 'What is there has moved',
    movedDetail:
      'It changed after the plan was made, so nothing was done. This is the new plan.',
    cancelling: 'Taking back what was done',
    unread: 'How far it got can’t be read at the moment',
    unreadDenied:
      'You may not see how far it got. It takes the permission {{permission}}.',
    reached: 'The status is now: {{status}}.',
    target: 'Target',
  },
  provision: {
    succeeded: 'Provisioned',
    'rolled-back': 'Not provisioned: what was done has been taken back',
    'needs-attention': 'Somebody has to finish this by hand',
    applying: 'Provisioning',
    cancel: 'Cancel the provision',
  },
  operations: {
    loading: 'Loading the operations',
    table: 'Your operations and those of your teams, the latest first',
    what: 'Operation',
    role: 'Role',
    state: 'State',
    by: 'Asked for by',
    when: 'Started',
    duration: 'Took',
    soFar: '{{duration}} so far',
    ago: '{{age, relativetime}}',
    at: '{{at, datetime}}',
    span: {
      seconds: '{{seconds, number}} s',
      minutes: '{{minutes, number}} min {{seconds, number}} s',
      hours: '{{hours, number}} h {{minutes, number}} min',
    },
    filter: 'State',
    all: 'All',
    running: 'Running',
    latest:
      'The latest operations that you asked for, or that are about what your teams own.',
    empty: 'Neither you nor a team of yours has an operation yet.',
    emptyDetail:
      'Provisioning, repairing and removing an AWS role are operations: each is planned, journaled, and taken back when a step fails.',
    emptyFiltered: 'None of the latest operations is in this state.',
    showAll: 'Show all',
    denied: 'You may not see operations.',
    error: 'The operations could not be loaded',
    oneError: 'The operation could not be loaded',
    notFound: 'There is no such operation',
    notFoundDetail:
      'Or it isn’t yours to see: neither you nor a team of yours asked for it.',
    back: 'All operations',
    oneTitle: '{{kind}} of {{environment}}',
    journal: 'Journal',
    account: 'Account',
    owner: 'Owner',
    mapping: 'Mapping',
    showMapping: 'Show the mapping',
    cancelError: 'The operation could not be cancelled',
  },
} as const;
