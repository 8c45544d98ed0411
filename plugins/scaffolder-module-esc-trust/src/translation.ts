import {
  createTranslationRef,
  TranslationFunction,
} from '@backstage/frontend-plugin-api';

/**
 * The texts of the form fields, to be translated by an app.
 *
 * @public
 */
export const scaffolderEscTrustTranslationRef = createTranslationRef({
  id: 'scaffolder-esc-trust',
  messages: {
    options: {
      loading: 'Loading what you may choose',
      denied:
        'What you may choose can’t be shown: that takes the permission {{permission}}. Type it; the portal checks it when the template runs.',
      missing:
        'What you may choose can’t be shown: the backend of ESC Trust isn’t there. Type it; the portal checks it when the template runs.',
      failed:
        'What you may choose can’t be shown: {{reason}} Type it; the portal checks it when the template runs.',
      none: 'None of your teams may have a role: escTrust.provisioning.allow has no entry for them. Ask your platform team.',
      retry: 'Try again',
    },
    status: {
      trusted: 'trusted',
      conditional: 'conditional',
      'over-permissive': 'over-permissive',
      untrusted: 'untrusted',
      unknown: 'unknown',
    },
    environment: {
      title: 'Environment',
      organization: 'Pulumi organization',
      organizationHelp: 'The URL slug of the organization',
      project: 'Project',
      projectHelp: 'One that is there or a new one',
      name: 'Environment name',
      nameHelp: 'One that is there or a new one',
      nameHelpExisting: 'One that is there',
      namesFailed:
        'The environments of Pulumi Cloud can’t be listed: {{reason}} Type the name.',
      narrow: 'There are more than are shown: type the beginning of the name.',
      noMapping: 'No AWS role yet',
      newName: 'A new environment',
      notListed: 'Not in the list of Pulumi Cloud',
      checking: 'Looking for the environment in Pulumi Cloud',
      new: 'A new environment: {{environment}} is created, with your team as its owner.',
      absent: 'The portal sees no environment {{environment}} in Pulumi Cloud.',
      exists: '{{environment}} exists already. What is in it stays.',
      existsExisting: '{{environment}} exists. Everything else in it stays.',
      noLogins: 'It has no AWS login yet.',
      login: 'Its login {{path}} uses the role {{role}}.',
      loginUntold: 'Its login {{path}} uses a role that only opening it tells.',
      loginStatus:
        'Its login {{path}} uses the role {{role}}: the mapping is {{status}}.',
      broken:
        'Its definition can’t be opened as it is: repair it in Pulumi Cloud first.',
      missingOrganization: 'Choose the Pulumi organization',
      missingProject: 'Choose a project',
      missingName: 'Choose an environment or type the name of a new one',
      invalid:
        '“{{name}}” is not valid: use at most 100 letters, digits, hyphens, underscores and periods',
      tooLong:
        'The environment {{environment}} is too long: AWS takes 256 characters in a tag',
      notAllowed:
        'Your teams may not use environments of {{project}}; they may use {{allowed}}',
      notAllowedOwner:
        '{{owner}} may not use environments of {{project}}; it may use {{allowed}}',
      ownerWithout:
        '{{owner}} may not have roles: escTrust.provisioning.allow has no entry for it',
    },
    account: {
      title: 'AWS account',
      help: 'Where the role is',
      plainHelp: '12 digits',
      placeholder: 'Choose an account',
      named: '{{title}} ({{accountId}})',
      missingCount_one: '{{count}} account isn’t offered',
      missingCount_other: '{{count}} accounts aren’t offered',
      missing: {
        team: 'none of your teams may have roles there. escTrust.provisioning.allow decides: ask your platform team.',
        owner:
          'the chosen owner may not have roles there, another of your teams may.',
        project: 'it may not be used with environments of the chosen project.',
      },
      invalid: 'The account “{{accountId}}” is not valid: use its 12 digits',
      notOffered: {
        team: 'None of your teams may have roles in account {{accountId}}',
        owner: 'The chosen owner may not have roles in account {{accountId}}',
        project:
          'Account {{accountId}} may not be used with environments of the chosen project',
      },
    },
    attributes: {
      title: 'Subject attributes',
      help: 'What the environment says about itself to AWS. Each one that you add narrows who can take the role.',
      required: 'always needed',
      notExact: 'known only then: no exact trust policy can be written',
      about: {
        'currentEnvironment.name':
          'The environment: no other one can take the role',
        'rootEnvironment.name':
          'The environment that is opened: not through the import of another one',
        'pulumi.organization.login':
          'The organization: says nothing new, it is always in the subject',
        'pulumi.user.login': 'Who opens the environment',
        'pulumi.token.type': 'What kind of token opens it',
        'pulumi.token.team': 'The team whose token opens it',
      },
      unknown: '“{{attribute}}” is not a subject attribute',
      twice: 'List each subject attribute once',
      missing:
        'The subject attributes must include {{attribute}}: without it other environments could take the role',
      cannotBeExact:
        'No exact trust policy can be written for {{attribute}}: leave it out',
    },
    preview: {
      title: 'What AWS will ask for',
      audience: 'Audience',
      subject: 'Subject',
      policy: 'Trust policy',
      needsEnvironment:
        'Choose an environment to see its subject and the trust policy of the role.',
      needsAccount:
        'Choose an AWS account to see the trust policy of the role.',
      adds: 'Statements that a role has already stay beside it.',
      defaultIssuer:
        'Shown for the public Pulumi Cloud: the portal’s own setting can’t be read.',
      noPolicy: 'No exact trust policy can be written for this.',
      warning: {
        'organization-wide':
          'Every environment of {{organization}} would have this subject and could take the role.',
        'depends-on-opening':
          'Parts in braces depend on who opens the environment: the trust policy would need wildcards.',
        'direct-only':
          'Only for an environment that is opened by itself: through the import of another one it says another subject, and AWS refuses it.',
        'several-subjects':
          'Pulumi Cloud may say any of these subjects: the trust policy admits them all, and nothing else.',
      },
    },
    policies: {
      title: 'Permissions',
      help: 'AWS managed policies that the role gets. What they grant is checked when the template runs.',
      search: 'Search policies',
      chosen: '{{chosen}} of at most {{limit}} chosen',
      none: 'No policy fits the search.',
      nothing:
        'There are no managed policies that you may choose here: the role starts without permissions.',
      limitReached:
        'That is as many as a role may have: remove one to add another.',
      other: 'Another policy',
      otherHelp: 'Its ARN. Allowed are: {{patterns}}',
      otherPlainHelp:
        'Its ARN, such as arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      add: 'Add',
      invalid: '“{{arn}}” is not the ARN of a managed policy',
      foreignAccount:
        'The policy {{arn}} belongs to another account than {{accountId}}: AWS takes its own and those of the role’s account',
      twice: 'The policy {{arn}} is listed twice',
      tooMany:
        '{{chosen}} policies are more than the {{limit}} that a role may have',
      notAllowed: 'The policy {{arn}} is not allowed here',
      notTogether:
        'These policies are allowed, but not together: choose some that belong together',
    },
  },
});

/** Translates one of the messages. */
export type Translate = TranslationFunction<
  typeof scaffolderEscTrustTranslationRef.T
>;
