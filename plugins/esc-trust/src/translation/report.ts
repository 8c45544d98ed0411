/** One trust report, in full. */
export const reportMessages = {
  report: {
    gates: 'Checks',
    gate: {
      login: 'Login',
      'identity-provider': 'Identity provider',
      audience: 'Audience',
      role: 'Role',
      'trust-policy': 'Trust policy',
      'session-duration': 'Session duration',
    },
    outcome: {
      pass: 'Passes',
      fail: 'Fails',
      unknown: 'Unknown',
    },
    gatesUnread: 'This report holds no checks.',
    advice:
      'To let it in, the trust policy must admit exactly the audience and the subject below.',
    awsSays: 'AWS says',
    copyAwsError: 'Copy what AWS says',
    awsSaysTheSame:
      'AWS says the same for a wrong subject, a wrong audience and a missing role: the checks tell them apart.',
    claims: 'Claims',
    openings: 'Claims by opening',
    opening: {
      direct: 'Opened by itself',
      import: 'Opened through an import',
      stack: 'Opened by a Pulumi stack',
    },
    anyOpening: 'of every opening',
    openedBy: '{{kind}}, {{opener}}',
    candidates:
      'Pulumi doesn’t document which of these subjects is sent, so any of them may be.',
    decision: {
      allow: 'Admitted',
      deny: 'Refused',
      depends: 'Depends on who opens it',
      unknown: 'Can’t be decided',
    },
    issuer: 'Issuer',
    audience: 'Audience',
    subject: 'Subject',
    orSubject: 'or',
    copyIssuer: 'Copy the issuer',
    copyAudience: 'Copy the audience: {{opening}}',
    copySubject: 'Copy the subject: {{opening}}',
    inferred: 'Inferred',
    inferredDetail:
      'Pulumi doesn’t document inferred claims: they follow from other facts. Verify the mapping to be sure.',
    placeholders:
      'Parts in braces are known only when the environment is opened.',
    exposure: 'Who else can assume the role',
    verdict: {
      intended: 'As intended',
      wider: 'Wider',
      undecided: 'Undecided',
    },
    verdictDetail: {
      intended: 'Nobody but the environments that are meant to.',
      wider: 'Others than the environments that are meant to.',
      undecided: 'Who else can could not be determined.',
    },
    witnesses: 'Examples of who else can',
    witness: {
      anyOrganization:
        'Any environment of any Pulumi organization, for example {{example}}, can assume this role.',
      anyOfOtherOrganization:
        'Any environment of {{organization}}, another organization, for example {{example}}, can assume this role.',
      anyEnvironment:
        'Any environment of {{organization}}, for example {{example}}, can assume this role.',
      anyOfProject:
        'Any environment of the project {{project}}, for example {{example}}, can assume this role.',
      otherProjects:
        'Environments of other projects of {{organization}} can assume this role, such as {{example}} if there were one.',
      otherOfProject:
        'Other environments of the project {{project}} can assume this role, such as {{example}} if there were one.',
      otherOrganization:
        '{{example}}, an environment of another organization, can assume this role.',
      environment:
        '{{example}} can assume this role, and nobody intended it to.',
      itself:
        '{{example}} itself can assume this role, and the role’s owner has not agreed to it.',
      sameEnvironment:
        '{{example}} can also assume this role when its login lists other subject attributes.',
      stack:
        'Any environment of {{organization}} can assume this role when a Pulumi stack opens it.',
      deployments:
        'Pulumi Deployments of {{organization}}, for example of the stack {{example}}, can assume this role.',
      attributes:
        'Any environment of {{organization}} can assume this role when its login lists the same subject attributes.',
    },
    token:
      'Its token has the audience {{audience}} and the subject {{subject}}',
    findings: 'Findings',
    findingsNone: 'Nothing is remarkable.',
    accepted: 'Accepted',
    severity: {
      error: 'Error',
      warning: 'Warning',
      info: 'Remark',
    },
    statement: 'Statement {{statement}}',
    showStatement: 'Show statement {{statement}} in the trust policy',
    policy: 'Trust policy',
    policyLabel: 'Trust policy, by statements',
    policyAsWritten: 'It is not understood, so it is shown as it is written.',
    statementFindings_one: 'Statement {{statement}}: one finding',
    statementFindings_other: 'Statement {{statement}}: {{count}} findings',
    showFindings_one: 'Show the finding about statement {{statement}}',
    showFindings_other:
      'Show the {{count}} findings about statement {{statement}}',
    copyPolicy: 'Copy the trust policy',
    problemLine: 'Problem in this line:',
  },
} as const;
