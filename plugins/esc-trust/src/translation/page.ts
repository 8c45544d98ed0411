/** The page `/esc-trust` around its four views. */
export const pageMessages = {
  page: {
    title: 'AWS trust',
    mappings: 'Mappings',
    roles: 'Roles',
    policyLab: 'Policy lab',
    operations: 'Operations',
  },
} as const;
