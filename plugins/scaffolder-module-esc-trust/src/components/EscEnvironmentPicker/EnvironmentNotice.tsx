import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import {
  EnvironmentDetails,
  EnvironmentLogin,
} from '@internal/backstage-plugin-esc-trust-common';
import { EnvironmentState } from '../../hooks/useEnvironmentDetails';
import { scaffolderEscTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import styles from './EnvironmentNotice.module.css';

/** Says whether the environment is there, and what it has already. */
export function EnvironmentNotice(props: {
  /** Written `organization/project/name`. */
  environment: string;
  state: EnvironmentState;
  /** Whether nothing new is to be made. */
  isExisting: boolean;
}) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { environment, state, isExisting } = props;
  const content = () => {
    switch (state.status) {
      case 'loading':
        return <VisuallyHidden>{t('environment.checking')}</VisuallyHidden>;
      case 'absent':
        return (
          <Text as="p" variant="body-small" className={text.breakable}>
            {isExisting
              ? t('environment.absent', { environment })
              : t('environment.new', { environment })}
          </Text>
        );
      case 'exists':
        return (
          <>
            <Text as="p" variant="body-small" className={text.breakable}>
              {isExisting
                ? t('environment.existsExisting', { environment })
                : t('environment.exists', { environment })}
            </Text>
            <Logins details={state.details} />
          </>
        );
      default:
        return null;
    }
  };
  return (
    <div role="status" className={styles.notice}>
      {content()}
    </div>
  );
}

function Logins({ details }: { details: EnvironmentDetails }) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  if (details.problems.length > 0) {
    return <Line sentence={t('environment.broken')} />;
  }
  if (details.logins.length === 0) {
    return <Line sentence={t('environment.noLogins')} />;
  }
  return (
    <ul className={styles.logins}>
      {details.logins.map(entry => (
        <li key={entry.login.path}>
          <Login entry={entry} details={details} />
        </li>
      ))}
    </ul>
  );
}

function Login(props: {
  entry: EnvironmentLogin;
  details: EnvironmentDetails;
}) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { path, roleArn } = props.entry.login;
  const mapping = props.details.mappings.find(
    ({ loginPath }) => loginPath === path,
  );
  const role = mapping?.roleArn;
  if (mapping && role) {
    const status = t(`status.${mapping.trust.status}`);
    return (
      <Line sentence={t('environment.loginStatus', { path, role, status })} />
    );
  }
  return (
    <Line
      sentence={
        roleArn && 'literal' in roleArn
          ? t('environment.login', { path, role: roleArn.literal })
          : t('environment.loginUntold', { path })
      }
    />
  );
}

function Line({ sentence }: { sentence: string }) {
  return (
    <Text
      as="p"
      variant="body-small"
      className={`${text.quiet} ${text.breakable}`}
    >
      {sentence}
    </Text>
  );
}
