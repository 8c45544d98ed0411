import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { GateResult } from '@internal/backstage-plugin-esc-trust-common';
import {
  RiCheckLine,
  RiCloseCircleFill,
  RiQuestionLine,
} from '@remixicon/react';
import { gateMessage } from '../../model/report/gateMessage';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import { CopyButton } from '../elements/CopyButton';
import text from '../elements/text.module.css';
import styles from './GateList.module.css';

const ICONS: Record<GateResult['outcome'], typeof RiCheckLine> = {
  pass: RiCheckLine,
  fail: RiCloseCircleFill,
  unknown: RiQuestionLine,
};

/** The checks in their order; what follows from a failure keeps quiet. */
export function GateList(props: { gates: GateResult[] }) {
  const { gates } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const failed = gates.findIndex(({ outcome }) => outcome === 'fail');
  if (gates.length === 0) {
    return (
      <Text as="p" className={`${styles.none} ${text.quiet}`}>
        {t('report.gatesUnread')}
      </Text>
    );
  }
  return (
    <ol className={styles.gates} aria-label={t('report.gates')}>
      {gates.map((gate, index) => (
        <GateItem
          key={gate.gate}
          gate={gate}
          isQuiet={failed >= 0 && index > failed && gate.outcome === 'unknown'}
        />
      ))}
    </ol>
  );
}

function GateItem(props: { gate: GateResult; isQuiet: boolean }) {
  const { isQuiet } = props;
  const { gate, outcome, message } = props.gate;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { sentence, awsError } = gateMessage(message);
  // A newer backend may know another one.
  const Icon = ICONS[outcome] ?? RiQuestionLine;
  const quiet = isQuiet || outcome === 'pass';
  return (
    <li
      className={`${styles.gate} ${isQuiet ? styles.quiet : styles[outcome]}`}
    >
      <span className={styles.mark}>
        <Icon size={16} aria-hidden />
      </span>
      <div className={styles.body}>
        <div className={styles.line}>
          <Text weight={quiet ? 'regular' : 'bold'}>
            {t(`report.gate.${gate}`)}
          </Text>
          <Text variant="body-small" className={styles.outcome}>
            {t(`report.outcome.${outcome}`)}
          </Text>
        </div>
        <Text
          as="p"
          variant={quiet ? 'body-small' : 'body-medium'}
          className={`${styles.message} ${quiet ? text.quiet : ''}`}
        >
          <BreakableText text={sentence} />
        </Text>
        {outcome === 'fail' && gate === 'trust-policy' && (
          <Text as="p" className={styles.message}>
            {t('report.advice')}
          </Text>
        )}
        {awsError && <AwsError error={awsError} />}
      </div>
    </li>
  );
}

/** What users see, in AWS's own words, so that they find it again. */
function AwsError({ error }: { error: string }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <div className={styles.aws}>
      <Text as="p" variant="body-small" className={styles.message}>
        {t('report.awsSays')} <code className={styles.error}>{error}</code>
        <CopyButton label={t('report.copyAwsError')} text={error} />
      </Text>
      {error.includes('Not authorized') && (
        <Text
          as="p"
          variant="body-small"
          className={`${styles.message} ${text.quiet}`}
        >
          {t('report.awsSaysTheSame')}
        </Text>
      )}
    </div>
  );
}
