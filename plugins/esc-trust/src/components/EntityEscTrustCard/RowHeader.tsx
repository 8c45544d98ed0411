import { Link, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { BreakableText } from '../elements/BreakableText';
import styles from './RowHeader.module.css';
import text from '../elements/text.module.css';

/** What a row is about, and at its end what to think of it. */
export function RowHeader(props: {
  name: string;
  login?: string;
  badge: ReactNode;
  /** Where the row is told in full. */
  href?: string;
  /** Default: h4, below the title of the card. */
  as?: 'h2' | 'h4';
}) {
  const { as = 'h4', href } = props;
  const name = <BreakableText text={props.name} />;
  return (
    <div className={styles.header}>
      <Text as={as} weight="bold" className={styles.name}>
        {href ? (
          <Link href={href} weight="bold" standalone>
            {name}
          </Link>
        ) : (
          name
        )}
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
