import { onlyChanged } from './verifyEdit';

const BEFORE = `imports: [a, b]
values:
  n: 012345678901
  q: "1"
  aws: {login: x}
---
second: 1
`;

describe('onlyChanged', () => {
  const changed = [['aws', 'login']];

  it.each([
    ['the changed path', BEFORE.replace('login: x', 'login: {y: z}')],
    ['its emptied parent', BEFORE.replace('  aws: {login: x}\n', '')],
    ['comments', BEFORE.replace('[a, b]', '[a, b] # c')],
  ])('lets %s differ', (_, after) => {
    expect(onlyChanged(BEFORE, after, changed)).toBe(true);
  });

  it.each([
    ['a number of the same value', ['012345678901', '12345678901']],
    ['quotes', ['"1"', '1']],
    ['style', ['imports: [a, b]', 'imports:\n- a\n- b']],
    ['imports', ['[a, b]', '[a]']],
    ['the order', ['[a, b]', '[b, a]']],
    ['a sibling', ['{login: x}', '{login: x, y: 1}']],
    ['a tag', ['012345678901', '!!str 012345678901']],
    ['an anchor', ['012345678901', '&n 012345678901']],
    ['the second document', ['second: 1', 'second: 2']],
    ['the number of documents', ['---\nsecond: 1\n', '']],
  ])('notices %s', (_, [from, to]) => {
    expect(onlyChanged(BEFORE, BEFORE.replace(from, to), changed)).toBe(false);
  });
});
