import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text, VisuallyHidden } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiTimeLine,
} from '@remixicon/react';
import { ageOf } from '../../model/age';
import { Source } from '../../model/fleet/sources';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import styles from './Sources.module.css';

/** Sources with their health, and how many mappings each has. */
export function SourceList(props: {
  sources: Source[];
  countOf: (source: Source) => number | undefined;
  hrefOf: (source: Source) => string;
}) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <ul className={styles.sources} aria-label={t('fleet.sourcesTitle')}>
      {props.sources.map(source => {
        const count = props.countOf(source);
        return (
          <li key={`${source.kind} ${source.name}`} className={styles.source}>
            <SourceIcon source={source} />
            <Text variant="body-small" className={styles.name}>
              {source.title ? `${source.title} (${source.name})` : source.name}
            </Text>
            {count ? (
              <Link variant="body-small" href={props.hrefOf(source)}>
                {t('fleet.sourceMappings', { count })}
              </Link>
            ) : (
              <span />
            )}
            <Text
              variant="body-small"
              className={`${text.quiet} ${styles.detail}`}
            >
              {t(`fleet.sourceKind.${source.kind}`)}
              {' · '}
              <SourceAge source={source} />
            </Text>
          </li>
        );
      })}
    </ul>
  );
}

function SourceIcon({ source }: { source: Source }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const look = lookOf(source);
  return (
    <>
      <look.Icon
        size={16}
        aria-hidden
        className={`${styles.icon} ${look.className}`}
      />
      <VisuallyHidden>{t(look.word)}</VisuallyHidden>
    </>
  );
}

function lookOf({ failure, lastGoodAt }: Source) {
  if (failure) {
    return {
      Icon: RiErrorWarningLine,
      className: styles.failing,
      word: 'fleet.sourceFailing',
    } as const;
  }
  return lastGoodAt
    ? ({
        Icon: RiCheckboxCircleLine,
        className: styles.fine,
        word: 'fleet.sourceFine',
      } as const)
    : ({
        Icon: RiTimeLine,
        className: text.quiet,
        word: 'fleet.sourceUnread',
      } as const);
}

function SourceAge({ source }: { source: Source }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { failure, lastGoodAt } = source;
  const read = lastGoodAt && ageOf(lastGoodAt);
  const failing = failure && ageOf(failure.since);
  const formatOf = (unit: string) => ({
    age: { range: unit as 'day', numeric: 'auto' as const },
  });
  return (
    <>
      {read
        ? t('fleet.sourceReadAge', {
            age: read.value,
            formatParams: formatOf(read.unit),
          })
        : t('fleet.sourceUnread')}
      {failure && failing && (
        <>
          <br />
          {t('fleet.sourceFailingAge', {
            age: failing.value,
            reason: failure.reason,
            formatParams: formatOf(failing.unit),
          })}
        </>
      )}
    </>
  );
}
