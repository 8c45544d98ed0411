import { Fragment } from 'react';
import styles from './TrustPreview.module.css';

/** A claim, which breaks after its separators before it breaks elsewhere. */
export function PreviewText(props: { text: string }) {
  return (
    <code className={styles.claim}>
      {props.text.split(/(?<=[:/])/).map((part, index) => (
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}
