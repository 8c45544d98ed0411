import { Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** The level of the headings of a report's parts. */
export type HeadingLevel = 2 | 3 | 4 | 5;

/** One part of a report, under its heading. */
export function Section(props: {
  title: string;
  level: HeadingLevel;
  /** At the end of the heading's line. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const { title, level, aside, className, children } = props;
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={className ? `${styles.section} ${className}` : styles.section}
    >
      <div className={styles.header}>
        <Text
          as={`h${level}` as 'h3'}
          id={id}
          variant="title-x-small"
          weight="bold"
          className={styles.title}
        >
          {title}
        </Text>
        {aside}
      </div>
      {children}
    </section>
  );
}
