const texts = { type: 'array', items: { type: 'string' } } as const;

/** Schemas of what may be chosen. */
export const provisioningOptionsSchemas = {
  ProvisioningOptions: {
    type: 'object',
    required: ['owners', 'role', 'login'],
    properties: {
      owners: {
        type: 'array',
        description:
          'Those that the user belongs to and that may provision something',
        items: { $ref: '#/components/schemas/OwnerProvisioningOptions' },
      },
      role: {
        type: 'object',
        description: 'What holds for every role',
        required: [
          'path',
          'nameTemplate',
          'customNames',
          'requiredTags',
          'fixedTags',
          'managedPolicies',
        ],
        properties: {
          path: { type: 'string' },
          nameTemplate: { type: 'string' },
          customNames: {
            type: 'boolean',
            description: 'Whether a request may choose another name',
          },
          requiredTags: {
            ...texts,
            description: 'Keys of tags that a request must give',
          },
          fixedTags: {
            type: 'object',
            description: 'Tags that a request cannot change',
            additionalProperties: { type: 'string' },
          },
          managedPolicies: {
            type: 'integer',
            description: 'How many a role may have',
          },
        },
      },
      login: {
        type: 'object',
        description: 'What holds for every login',
        required: ['subjectAttributes', 'requiredSubjectAttributes'],
        properties: {
          subjectAttributes: {
            ...texts,
            description: 'Those that an exact trust policy can be written for',
          },
          requiredSubjectAttributes: {
            ...texts,
            description:
              'What a request that names none gets; any list must hold them',
          },
        },
      },
    },
  },
  OwnerProvisioningOptions: {
    type: 'object',
    required: ['ownerRef', 'choices'],
    properties: {
      ownerRef: { type: 'string' },
      choices: {
        type: 'array',
        description: 'Alternatives: a provision stays within one of them',
        items: { $ref: '#/components/schemas/ProvisioningChoice' },
      },
    },
  },
  ProvisioningChoice: {
    type: 'object',
    required: ['accounts', 'projects', 'inlinePolicies', 'maxSessionDuration'],
    properties: {
      accounts: {
        type: 'array',
        description: 'Accounts that roles may be created in',
        items: {
          type: 'object',
          required: ['accountId', 'managedPolicyArns'],
          properties: {
            accountId: { $ref: '#/components/schemas/AccountId' },
            title: { type: 'string' },
            permissionsBoundaryArn: {
              type: 'string',
              description: 'ARN of the boundary that roles must have here',
            },
            managedPolicyArns: {
              ...texts,
              description: 'ARNs of managed policies; * and ? are wildcards',
            },
          },
        },
      },
      projects: {
        type: 'array',
        description: 'Projects whose environments may be used',
        items: {
          type: 'object',
          required: ['organization', 'project'],
          properties: {
            organization: { type: 'string' },
            project: {
              type: 'string',
              description: 'The project, or * for any',
            },
          },
        },
      },
      inlinePolicies: {
        type: 'boolean',
        description: 'Whether a role may have an inline policy',
      },
      allowedServices: {
        ...texts,
        description: 'Services that its inline policy may name; absent: any',
      },
      maxSessionDuration: {
        type: 'integer',
        description: 'Seconds: the longest session that a role may have',
      },
    },
  },
} as const;
