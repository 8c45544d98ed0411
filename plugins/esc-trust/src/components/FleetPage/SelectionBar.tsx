import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  escTrustMappingAssessPermission,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { RiRefreshLine } from '@remixicon/react';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import styles from './BulkAssess.module.css';

/** What can be done about the selected mappings. */
export function SelectionBar(props: {
  selected: Mapping[];
  /** Undefined while that isn't known. */
  mayAssess?: boolean;
  isAssessing: boolean;
  onAssess: () => void;
  onUnselect: () => void;
}) {
  const { selected, mayAssess, isAssessing, onAssess, onUnselect } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <div role="group" aria-label={t('fleet.select')} className={styles.actions}>
      <Text variant="body-small" className={text.quiet}>
        {t('fleet.selected', { count: selected.length })}
      </Text>
      {mayAssess === false ? (
        <Text variant="body-small">
          {t('fleet.assessDenied', {
            permission: escTrustMappingAssessPermission.name,
          })}
        </Text>
      ) : (
        <Button
          size="small"
          variant="primary"
          iconStart={<RiRefreshLine aria-hidden />}
          isDisabled={!mayAssess}
          isPending={isAssessing}
          onPress={onAssess}
        >
          {t('fleet.assess', { selected: selected.length })}
        </Button>
      )}
      <Button size="small" variant="tertiary" onPress={onUnselect}>
        {t('fleet.unselect')}
      </Button>
    </div>
  );
}
