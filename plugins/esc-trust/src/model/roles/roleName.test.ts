import { roleName } from './roleName';

describe('roleName', () => {
  it.each(['role/deploy', 'role/pulumi-esc/deploy', 'role/a/b/deploy'])(
    'drops account and path of %s',
    resource => {
      expect(roleName(`arn:aws:iam::111111111111:${resource}`)).toBe('deploy');
    },
  );
});
