import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { decisiveMessage } from '../../model/report/decisiveMessage';
import { gateMessage } from '../../model/report/gateMessage';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import { StaleHint } from '../elements/StaleHint';
import { StatusBadge } from '../elements/StatusBadge';
import text from '../elements/text.module.css';
import styles from './MappingHeader.module.css';

/** What the mapping is about, and what to think of it. */
export function MappingHeader(props: {
  id: string;
  environment: string;
  mapping: Mapping;
}) {
  const { id, environment, mapping } = props;
  const { stale, trust, ignored } = mapping;
  const { t } = useTranslationRef(escTrustTranslationRef);
  // What AWS says stands at the check that it is about.
  const message = decisiveMessage(trust);
  return (
    <header>
      <div className={styles.header}>
        <Text
          as="h2"
          id={id}
          variant="title-small"
          weight="bold"
          className={styles.name}
        >
          <BreakableText text={environment} />
        </Text>
        <StatusBadge status={trust.status}>
          {t(`status.${trust.status}`)}
        </StatusBadge>
      </div>
      <Text as="p" className={text.message}>
        <BreakableText
          text={
            message ? gateMessage(message).sentence : t(`calm.${trust.status}`)
          }
        />
      </Text>
      {trust.status === 'conditional' && message && (
        <Text as="p" className={text.message}>
          {t('calm.conditional')}
        </Text>
      )}
      {stale && <StaleHint {...stale} />}
      {ignored && (
        <Text
          as="p"
          variant="body-small"
          className={`${text.message} ${text.quiet}`}
        >
          {t('mapping.ignored')}
        </Text>
      )}
    </header>
  );
}
