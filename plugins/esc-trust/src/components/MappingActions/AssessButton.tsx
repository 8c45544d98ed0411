import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { escTrustTranslationRef } from '../../translation';

/** Assesses a mapping now rather than in the next cycle. */
export function AssessButton(props: {
  name: string;
  isPending: boolean;
  onPress: () => void;
}) {
  const { name, isPending, onPress } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiRefreshLine aria-hidden />}
      aria-label={t('assess.buttonFor', { name })}
      isPending={isPending}
      onPress={onPress}
    >
      {t('assess.button')}
    </Button>
  );
}
