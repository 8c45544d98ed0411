import { annotatedEnvironments } from './annotatedEnvironments';

describe('annotatedEnvironments', () => {
  it.each([undefined, '', ' , '])('finds nothing in %p', annotation => {
    expect(annotatedEnvironments(annotation)).toEqual({
      environments: [],
      malformed: [],
    });
  });

  it('reads a comma list, drops repetitions and keeps what it cannot read', () => {
    expect(
      annotatedEnvironments(
        'acme/payments/prod, acme/default/dev ,acme/payments/prod,payments/prod,a/b/c/d,a b/c/d,payments/prod',
      ),
    ).toEqual({
      environments: ['acme/payments/prod', 'acme/default/dev'],
      malformed: ['payments/prod', 'a/b/c/d', 'a b/c/d'],
    });
  });
});
