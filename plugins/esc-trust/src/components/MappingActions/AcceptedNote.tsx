import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Acceptance } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { EntityName } from '../elements/EntityName';
import text from '../elements/text.module.css';

/** That a finding doesn't count for now: why, who decided that, until when. */
export function AcceptedNote(props: { acceptance: Acceptance }) {
  const { reason, acceptedBy, until } = props.acceptance;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <div>
      <Text as="p" className={text.message}>
        {t('accept.accepted', { reason })}
      </Text>
      <Text
        as="p"
        variant="body-small"
        className={`${text.message} ${text.quiet}`}
      >
        <EntityName entityRef={acceptedBy} />
        {' · '}
        <time dateTime={until}>
          {t('accept.acceptedUntil', {
            until: new Date(until),
            formatParams: { until: { dateStyle: 'medium' } },
          })}
        </time>
      </Text>
    </div>
  );
}
