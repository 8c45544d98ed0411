import { ConfigReader } from '@backstage/config';
import { readCallerAccounts } from './callerAccounts';

const ACCOUNT = '111111111111';

it.each<[string, object, RegExp]>([
  ['a role that the main account assumes', { roleName: 'reader' }, /^main$/],
  ['nothing but the account', {}, /^main$/],
  [
    'an access key of its own',
    { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' },
    /^account 111111111111$/,
  ],
  ['a profile', { profile: 'dev' }, /^account 111111111111$/],
  [
    'a web identity token',
    { roleName: 'reader', webIdentityTokenFile: '/var/token' },
    /^account 111111111111$/,
  ],
  [
    'a role that an access key of somebody assumes',
    { roleName: 'reader', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' },
    /^access key [0-9a-f]{16}$/,
  ],
])('%s', (_, settings, caller) => {
  const callerOf = readCallerAccounts(
    new ConfigReader({
      aws: { accounts: [{ accountId: ACCOUNT, ...settings }] },
    }),
  );
  expect(callerOf(ACCOUNT)).toMatch(caller);
  expect(callerOf('222222222222')).toBe('main');
});

it('takes all for the main account’s when nothing is set', () => {
  expect(readCallerAccounts(new ConfigReader({}))(ACCOUNT)).toBe('main');
});
