import { BreakableText } from '../elements/BreakableText';
import { CopyButton } from '../elements/CopyButton';
import text from '../elements/text.module.css';
import styles from './ClaimFacts.module.css';

/** Claims of a token, each with a button that copies it. */
export function ClaimFacts(props: {
  claims: Array<{
    name: string;
    value: string;
    /** Says what the button copies. */
    copy: string;
  }>;
}) {
  return (
    <dl className={styles.facts}>
      {props.claims.map(({ name, value, copy }, index) => (
        <div key={index} className={styles.fact}>
          <dt className={text.quiet}>{name}</dt>
          <dd>
            <code className={styles.value}>
              <BreakableText text={value} />
            </code>
            <CopyButton label={copy} text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
