import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  OpeningReport,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import { OpeningGroup, openingGroups } from '../../model/report/openingGroups';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import text from '../elements/text.module.css';
import { ClaimFacts } from './ClaimFacts';
import styles from './OpeningList.module.css';
import { Tone, ToneBadge } from './ToneBadge';

const TONES: Record<OpeningReport['decision'], Tone> = {
  allow: 'good',
  deny: 'bad',
  depends: 'depends',
  unknown: 'unknown',
};

/** What the token says for each opening, and how the role takes it. */
export function OpeningList({ report }: { report: TrustReport }) {
  const { claims, openings } = report;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const hasInferred = openings.some(o => o.certainty === 'inferred');
  const hasPlaceholders = [claims, ...openings].some(({ subject }) =>
    subject.includes('{'),
  );
  return (
    <>
      <ClaimFacts
        claims={[
          {
            name: t('report.issuer'),
            value: claims.issuer,
            copy: t('report.copyIssuer'),
          },
        ]}
      />
      {openings.length === 0 && (
        <Claims
          opening={t('report.anyOpening')}
          audience={claims.audience}
          subjects={[claims.subject]}
        />
      )}
      {openings.length > 0 && (
        <ul className={styles.openings} aria-label={t('report.openings')}>
          {openingGroups(openings).map((group, index) => (
            <li key={index} className={styles.opening}>
              <Opening group={group} />
            </li>
          ))}
        </ul>
      )}
      {hasInferred && <Note>{t('report.inferredDetail')}</Note>}
      {hasPlaceholders && <Note>{t('report.placeholders')}</Note>}
    </>
  );
}

function Opening({ group }: { group: OpeningGroup }) {
  const { opening, opener, audience, candidates, certainty, decision } = group;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const kind = t(`report.opening.${opening}`);
  const name = opener ? t('report.openedBy', { kind, opener }) : kind;
  return (
    <>
      <div className={styles.header}>
        <Text weight="bold" className={styles.kind}>
          <BreakableText text={name} />
        </Text>
        {certainty === 'inferred' && (
          <ToneBadge tone="unknown">{t('report.inferred')}</ToneBadge>
        )}
        <ToneBadge tone={TONES[decision]}>
          {t(`report.decision.${decision}`)}
        </ToneBadge>
      </div>
      <Claims
        opening={name}
        audience={audience}
        subjects={candidates.map(({ subject }) => subject)}
      />
      {candidates.length > 1 && <Note>{t('report.candidates')}</Note>}
    </>
  );
}

function Claims(props: {
  opening: string;
  audience: string;
  subjects: string[];
}) {
  const { opening, audience, subjects } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <ClaimFacts
      claims={[
        {
          name: t('report.audience'),
          value: audience,
          copy: t('report.copyAudience', { opening }),
        },
        ...subjects.map((subject, index) => ({
          name: index === 0 ? t('report.subject') : t('report.orSubject'),
          value: subject,
          copy: t('report.copySubject', { opening }),
        })),
      ].filter(({ value }) => value)}
    />
  );
}

function Note({ children }: { children: string }) {
  return (
    <Text
      as="p"
      variant="body-small"
      className={`${styles.note} ${text.quiet}`}
    >
      {children}
    </Text>
  );
}
