import { lineDiff } from './lineDiff';

describe('lineDiff', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing', 'a\nb', 'a\nb', ['  …']],
    ['a new text', '', 'a\nb', ['+ a', '+ b']],
    ['a text that went', 'a', '', ['- a']],
    ['a line between', 'a\nc', 'a\nb\nc', ['  a', '+ b', '  c']],
    ['another line', 'a\nb\nc', 'a\nx\nc', ['  a', '- b', '+ x', '  c']],
    [
      'lines far from it',
      '1\n2\n3\n4\n5\n6\n7\n8\n9',
      '1\n2\n3\n4\n5x\n6\n7\n8\n9',
      ['  …', '  2', '  3', '  4', '- 5', '+ 5x', '  6', '  7', '  8', '  …'],
    ],
  ])('shows %s', (_, before, after, lines) => {
    expect(lineDiff(before, after)).toEqual(lines);
  });
});
