import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Text } from '@backstage/ui';
import { ESC_ENVIRONMENTS_ANNOTATION } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { CreateRoleLink } from './CreateRoleLink';
import styles from './NoticeRow.module.css';
import { RowHeader } from './RowHeader';
import text from '../elements/text.module.css';

/** An annotated environment that no mapping is about. */
export function UnmappedRow(props: {
  environment: string;
  createRoleHref?: string;
  as?: 'h2' | 'h4';
}) {
  const { environment, createRoleHref, as } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <>
      <RowHeader
        name={environment}
        as={as}
        badge={<Badge className={styles.badge}>{t('card.unmapped')}</Badge>}
      />
      <Text as="p" className={text.message}>
        {t('card.unmappedDetail')}{' '}
        {createRoleHref && (
          <CreateRoleLink href={createRoleHref} environment={environment} />
        )}
      </Text>
    </>
  );
}

/** An entry of the annotation that can't be an environment. */
export function MalformedRow(props: { entry: string; as?: 'h2' | 'h4' }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <>
      <RowHeader
        name={props.entry}
        as={props.as}
        badge={<Badge className={styles.badge}>{t('card.malformed')}</Badge>}
      />
      <Text as="p" className={text.message}>
        {t('card.malformedDetail', { annotation: ESC_ENVIRONMENTS_ANNOTATION })}
      </Text>
    </>
  );
}
