import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ExposureVerdict } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { Tone, ToneBadge } from '../TrustReport/ToneBadge';

const TONES: Record<ExposureVerdict, Tone> = {
  intended: 'good',
  wider: 'warning',
  undecided: 'unknown',
};

/** Whether others than the intended environments can assume a role. */
export function ExposureBadge({ verdict }: { verdict: ExposureVerdict }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <ToneBadge tone={TONES[verdict]}>
      {t(`report.verdict.${verdict}`)}
    </ToneBadge>
  );
}
