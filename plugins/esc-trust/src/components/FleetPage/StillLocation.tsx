import { ReactNode, useContext, useState } from 'react';
import { UNSAFE_LocationContext as LocationContext } from 'react-router-dom';

/**
 * Keeps changes of the URL's query from what is in it: only another path gets
 * through.
 *
 * @remarks
 * Every row and link of a table listens to the URL to resolve relative links.
 * They would all be drawn again when a filter is chosen or a page is turned,
 * before the request for the next page is even sent. For what has absolute
 * links only, and doesn't read the query.
 */
export function StillLocation(props: { children: ReactNode }) {
  const current = useContext(LocationContext);
  const [still, setStill] = useState(current);
  if (still.location.pathname !== current.location.pathname) {
    setStill(current);
  }
  return (
    <LocationContext.Provider value={still}>
      {props.children}
    </LocationContext.Provider>
  );
}
