import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { searchTextOf } from '../../model/fleet/fleetQuery';
import { escTrustTranslationRef } from '../../translation';
import styles from './FleetFilters.module.css';

/** Who pauses for that long wants to see what is found. */
const PAUSE_MS = 200;

/** A search that is sent when the user pauses, and follows the URL. */
export function SearchBox(props: {
  value: string;
  onSearch: (text: string) => void;
}) {
  const { value, onSearch } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const [typed, setTyped] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);

  // What was typed since it was sent must not be lost when the URL has it;
  // whoever goes back in the browser, though, wants the text from then.
  if (seen !== value) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setTyped(value);
    }
  }

  const text = searchTextOf(typed);
  useEffect(() => {
    if (text === sent) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setSent(text);
      onSearch(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, sent, onSearch]);

  return (
    <SearchField
      size="small"
      className={styles.search}
      aria-label={t('fleet.search')}
      placeholder={t('fleet.searchPlaceholder')}
      value={typed}
      onChange={setTyped}
    />
  );
}
