import { nextPage, previousPage } from './fleetPages';
import { WHOLE_FLEET } from './fleetQuery';

const at = (offset: number) => ({
  ...WHOLE_FLEET,
  page: { cursor: 'here', offset },
});

describe('the next page', () => {
  it('comes behind the rows that are shown', () => {
    expect(nextPage(WHOLE_FLEET, { nextCursor: 'n' }, 25)).toEqual({
      page: { cursor: 'n', offset: 25 },
    });
    expect(nextPage(at(25), { nextCursor: 'n' }, 25)).toEqual({
      page: { cursor: 'n', offset: 50 },
    });
  });

  it('is nowhere in particular when this one is', () => {
    expect(nextPage(at(0), { nextCursor: 'n' }, 25)).toEqual({
      page: { cursor: 'n', offset: 0 },
    });
  });

  it('is not there at the end', () => {
    expect(nextPage(at(25), { prevCursor: 'p' }, 3)).toBeUndefined();
  });
});

describe('the page before', () => {
  it('ends before the rows that are shown', () => {
    expect(previousPage(at(75), { prevCursor: 'p' })).toEqual({
      page: { cursor: 'p', offset: 50 },
    });
  });

  it('of the second page is the first one, without a cursor', () => {
    expect(previousPage(at(25), { prevCursor: 'p' })).toEqual({
      page: undefined,
    });
  });

  it('is found by its cursor when nobody knows how far that is', () => {
    expect(previousPage(at(0), { prevCursor: 'p' })).toEqual({
      page: { cursor: 'p', offset: 0 },
    });
  });

  it('is not there at the start', () => {
    expect(previousPage(WHOLE_FLEET, { nextCursor: 'n' })).toBeUndefined();
    expect(previousPage(at(25), { nextCursor: 'n' })).toBeUndefined();
  });
});
