import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text, VisuallyHidden } from '@backstage/ui';
import { ReactNode } from 'react';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import styles from './CountLink.module.css';

/** How many there are of something; following it shows those, or all again. */
export function CountLink(props: {
  label: ReactNode;
  count: number;
  href: string;
  isChosen: boolean;
}) {
  const { label, count, href, isChosen } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const content = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={styles.count}>{t('fleet.share', { share: count })}</span>
    </>
  );
  // What there is none of leads nowhere.
  if (count === 0 && !isChosen) {
    return (
      <Text variant="body-small" className={`${styles.link} ${text.quiet}`}>
        {content}
      </Text>
    );
  }
  return (
    <Link
      href={href}
      variant="body-small"
      color="primary"
      className={isChosen ? `${styles.link} ${styles.chosen}` : styles.link}
    >
      {content}
      {isChosen && <VisuallyHidden>{t('fleet.chosen')}</VisuallyHidden>}
    </Link>
  );
}
