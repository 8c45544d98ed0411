import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import {
  DEFAULT_ISSUER,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { ReactNode, useId } from 'react';
import { useSources } from '../../hooks/useSources';
import { Selection } from '../../model/selection';
import {
  PreviewWarning,
  trustPreview,
  TrustPreview as Preview,
} from '../../model/trustPreview';
import { scaffolderEscTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import { PreviewText } from './PreviewText';
import styles from './TrustPreview.module.css';

/** The claims and the trust policy that come of what is chosen, live. */
export function TrustPreview(props: {
  selection: Selection;
  /** Never empty. */
  subjectAttributes: string[];
}) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const titleId = useId();
  const { environment, accountId } = props.selection;
  const sources = useSources();
  const account = sources.accounts?.find(a => a.accountId === accountId);
  const issuer = sources.organizations?.find(
    ({ name }) => name === environment?.organization,
  )?.issuer;
  const preview =
    environment &&
    trustPreview({
      environment,
      subjectAttributes: props.subjectAttributes,
      issuer: issuer ?? DEFAULT_ISSUER,
      account: /^\d{12}$/.test(accountId ?? '')
        ? { accountId: accountId!, partition: account?.partition }
        : undefined,
    });
  return (
    <section aria-labelledby={titleId} className={styles.preview}>
      <Text as="p" variant="body-medium" weight="bold" id={titleId}>
        {t('preview.title')}
      </Text>
      {preview ? (
        <>
          <Claims preview={preview} organization={environment.organization} />
          <Policy preview={preview} />
          {!issuer && !sources.isLoading && (
            <Note>{t('preview.defaultIssuer')}</Note>
          )}
        </>
      ) : (
        <Note>{t('preview.needsEnvironment')}</Note>
      )}
    </section>
  );
}

function Claims(props: { preview: Preview; organization: string }) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { preview, organization } = props;
  return (
    <div aria-live="polite" className={styles.part}>
      {preview.audience && (
        <dl className={styles.claims}>
          <dt>{t('preview.audience')}</dt>
          <dd>
            <PreviewText text={preview.audience} />
          </dd>
          <dt>{t('preview.subject')}</dt>
          {preview.subjects.map(subject => (
            <dd key={subject}>
              <PreviewText text={subject} />
            </dd>
          ))}
        </dl>
      )}
      {preview.warnings.map(warning => (
        <Alert
          key={warning}
          icon
          status={statusOf(warning)}
          description={
            warning === 'organization-wide'
              ? t('preview.warning.organization-wide', { organization })
              : t(`preview.warning.${warning}`)
          }
        />
      ))}
    </div>
  );
}

/** A subject that is narrower than it need be is no risk. */
function statusOf(warning: PreviewWarning): 'info' | 'warning' {
  return warning === 'direct-only' || warning === 'several-subjects'
    ? 'info'
    : 'warning';
}

function Policy({ preview }: { preview: Preview }) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { trustPolicy, problem, warnings } = preview;
  if (trustPolicy) {
    return <Document trustPolicy={trustPolicy} />;
  }
  if (problem || warnings.includes('depends-on-opening')) {
    return <Note>{problem ?? t('preview.noPolicy')}</Note>;
  }
  return <Note>{t('preview.needsAccount')}</Note>;
}

function Document({ trustPolicy }: { trustPolicy: TrustPolicyDocument }) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const labelId = useId();
  return (
    <div className={styles.part}>
      <Text as="p" variant="body-small" weight="bold" id={labelId}>
        {t('preview.policy')}
      </Text>
      <pre aria-labelledby={labelId} role="group" className={styles.policy}>
        {JSON.stringify(trustPolicy, null, 2)}
      </pre>
      <Note>{t('preview.adds')}</Note>
    </div>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <Text
      as="p"
      variant="body-small"
      className={`${text.quiet} ${text.breakable}`}
    >
      {children}
    </Text>
  );
}
