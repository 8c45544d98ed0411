import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  TrustReport,
  Witness,
} from '@internal/backstage-plugin-esc-trust-common';
import { ReactNode } from 'react';
import {
  WitnessSentence,
  witnessSentences,
} from '../../model/report/witnessSentence';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import text from '../elements/text.module.css';
import styles from './Exposure.module.css';
import { Tone, ToneBadge } from './ToneBadge';

const TONES: Record<TrustReport['exposure']['verdict'], Tone> = {
  intended: 'good',
  wider: 'warning',
  undecided: 'unknown',
};

/** Who else gets in, in words, each with the token that shows it. */
export function Exposure(props: {
  report: TrustReport;
  environment?: string;
  trustPolicy?: string | object;
}) {
  const { report } = props;
  const { verdict, witnesses } = report.exposure;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <>
      <div className={styles.verdict}>
        <ToneBadge tone={TONES[verdict]}>
          {t(`report.verdict.${verdict}`)}
        </ToneBadge>
        <Text>{t(`report.verdictDetail.${verdict}`)}</Text>
      </div>
      {witnesses.length > 0 && (
        <ul className={styles.witnesses} aria-label={t('report.witnesses')}>
          {witnessSentences(props).map(({ witness, sentence }, index) => (
            <li key={index} className={styles.witness}>
              <Text as="p" className={styles.sentence}>
                <Sentence {...sentence} />
              </Text>
              <Token {...witness} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Token({ audience, subject }: Witness) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Text
      as="p"
      variant="body-small"
      className={`${styles.token} ${text.quiet}`}
    >
      {t('report.token', {
        audience: <code className={styles.code}>{audience}</code>,
        subject: (
          <code className={styles.code}>
            <BreakableText text={subject} />
          </code>
        ),
      })}
    </Text>
  );
}

function Sentence(sentence: WitnessSentence): ReactNode {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const name = (value: string) => (
    <code className={styles.code}>
      <BreakableText text={value} />
    </code>
  );
  switch (sentence.kind) {
    case 'other':
      return sentence.why;
    case 'stack':
    case 'attributes':
      return t(`report.witness.${sentence.kind}`, {
        organization: name(sentence.organization),
      });
    case 'anyEnvironment':
    case 'anyOfOtherOrganization':
    case 'deployments':
    case 'otherProjects':
      return t(`report.witness.${sentence.kind}`, {
        organization: name(sentence.organization),
        example: name(sentence.example),
      });
    case 'anyOfProject':
    case 'otherOfProject':
      return t(`report.witness.${sentence.kind}`, {
        project: name(sentence.project),
        example: name(sentence.example),
      });
    default:
      return t(`report.witness.${sentence.kind}`, {
        example: name(sentence.example),
      });
  }
}
