import { FleetQuery } from './fleetQuery';

interface Ways {
  nextCursor?: string;
  prevCursor?: string;
}

/** The way to a page; its own `page` is undefined where it is the first one. */
export interface WayToPage {
  page: FleetQuery['page'];
}

/** The page behind the one with so many rows, if there is one. */
export function nextPage(
  { page }: FleetQuery,
  { nextCursor }: Ways,
  count: number,
): WayToPage | undefined {
  // Who doesn't know where they are doesn't know where they get to either.
  const isLost = page !== undefined && page.offset === 0;
  return nextCursor
    ? {
        page: {
          cursor: nextCursor,
          offset: isLost ? 0 : (page?.offset ?? 0) + count,
        },
      }
    : undefined;
}

/** The page before, if there is one. */
export function previousPage(
  { page, pageSize }: FleetQuery,
  { prevCursor }: Ways,
): WayToPage | undefined {
  if (!page || !prevCursor) {
    return undefined;
  }
  // As it is when nobody has turned a page, with what has come since.
  return page.offset > 0 && page.offset <= pageSize
    ? { page: undefined }
    : {
        page: {
          cursor: prevCursor,
          offset: Math.max(0, page.offset - pageSize),
        },
      };
}
