import { Link } from '@backstage/ui';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { RiHistoryLine } from '@remixicon/react';
import { decisiveMessage } from '../../model/report/decisiveMessage';
import { accountName, ownerName } from '../../model/fleet/filterWords';
import { roleName } from '../../model/roles/roleName';
import { BreakableText } from '../elements/BreakableText';
import { StatusBadge } from '../elements/StatusBadge';
import text from '../elements/text.module.css';
import { CellWords } from './cellWords';
import styles from './MappingsTable.module.css';

/*
 * A page has hundreds of these, and shows them in a fraction of a second: plain
 * elements where a class does what a component would, and hooks in none of them.
 */

/** Where most logins stand; any other place is named. */
const USUAL_LOGIN = 'aws.login';

const DETAIL = `${styles.detail} ${text.quiet}`;
const SENTENCE = `${styles.sentence} ${text.quiet}`;

export function StatusCell(props: { mapping: Mapping; words: CellWords }) {
  const { status } = props.mapping.trust;
  return (
    <StatusBadge status={status}>{props.words.status(status)}</StatusBadge>
  );
}

/** Which environment, and the one thing to know about it. */
export function EnvironmentCell(props: {
  mapping: Mapping;
  words: CellWords;
  href: string;
}) {
  const { mapping, words, href } = props;
  const { environment, loginPath, stale, trust } = mapping;
  const message =
    trust.status === 'trusted' ? undefined : decisiveMessage(trust);
  const hint = stale && words.stale(stale);
  return (
    <>
      <Link href={href} variant="body-medium" className={styles.main}>
        <BreakableText text={stringifyEnvironmentRef(environment)} />
      </Link>
      {loginPath !== USUAL_LOGIN && <span className={DETAIL}>{loginPath}</span>}
      {message && (
        <span title={message} className={SENTENCE}>
          {message}
        </span>
      )}
      {hint && (
        <span title={hint} className={SENTENCE}>
          <RiHistoryLine size={16} aria-hidden className={styles.icon} />
          {hint}
        </span>
      )}
    </>
  );
}

export function RoleCell(props: {
  mapping: Mapping;
  words: CellWords;
  accountTitles: ReadonlyMap<string, string>;
}) {
  const { roleArn, accountId } = props.mapping;
  if (!roleArn || !accountId) {
    return <span className={DETAIL}>{props.words.roleUnknown}</span>;
  }
  return (
    <>
      <span className={styles.main}>
        {accountName(accountId, props.accountTitles)}
      </span>
      <span title={roleArn} className={DETAIL}>
        {roleName(roleArn)}
      </span>
    </>
  );
}

/** Whose it is, and where it is shown. */
export function OwnerCell(props: {
  mapping: Mapping;
  words: CellWords;
  entityHref: (entityRef: string) => string;
}) {
  const { words, entityHref } = props;
  const { ownerRef, entityRefs } = props.mapping;
  const [entityRef, ...more] = entityRefs;
  return (
    <>
      {ownerRef ? (
        <span className={styles.main}>
          <Link href={entityHref(ownerRef)} variant="body-medium">
            {ownerName(ownerRef)}
          </Link>
        </span>
      ) : (
        <span className={`${styles.main} ${text.quiet}`}>{words.noOwner}</span>
      )}
      {entityRef && (
        <span className={DETAIL}>
          <Link href={entityHref(entityRef)} variant="body-small">
            {entityRef.slice(entityRef.lastIndexOf('/') + 1)}
          </Link>
          {more.length > 0 && (
            <span title={more.join(', ')}> {words.more(more.length)}</span>
          )}
        </span>
      )}
    </>
  );
}

export function UpdatedCell(props: { mapping: Mapping; words: CellWords }) {
  const { updatedAt } = props.mapping;
  return (
    <span title={updatedAt} className={DETAIL}>
      {props.words.age(updatedAt)}
    </span>
  );
}
