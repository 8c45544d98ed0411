import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { BreakableText } from './BreakableText';
import styles from './RowHeader.module.css';
import text from './text.module.css';

/** What a row is about, and at its end what to think of it. */
export function RowHeader(props: {
  name: string;
  login?: string;
  badge: ReactNode;
}) {
  return (
    <div className={styles.header}>
      <Text as="h4" weight="bold" className={styles.name}>
        <BreakableText text={props.name} />
        {props.login && (
          <>
            {' '}
            <Text className={text.quiet}>{props.login}</Text>
          </>
        )}
      </Text>
      {props.badge}
    </div>
  );
}
