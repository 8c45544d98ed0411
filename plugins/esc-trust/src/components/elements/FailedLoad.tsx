import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { Permission } from '@backstage/plugin-permission-common';
import { ReactNode } from 'react';
import { isBackendMissing } from '../../model/errors/isBackendMissing';
import { isDenied } from '../../model/errors/isDenied';
import { escTrustTranslationRef } from '../../translation';
import { ErrorNotice } from './ErrorNotice';
import { Notice } from './Notice';

/** There is nothing to show, and why: it is denied, nobody answers, or it failed. */
export function FailedLoad(props: {
  error: Error;
  /** What failed. */
  title: string;
  /** What is denied. */
  denied: string;
  permission: Permission;
  /** What is asked for may not exist: a 404 is about it, not about the backend. */
  isOne?: boolean;
  /** In a card or a part of a page, which has a heading already. */
  isInline?: boolean;
  onRetry: () => void;
  /** Other buttons that may help. */
  children?: ReactNode;
}) {
  const { error, title, denied, permission, isOne, isInline } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (isDenied(error)) {
    return (
      <Notice
        isInline={isInline}
        title={denied}
        detail={t('failed.permission', { permission: permission.name })}
      />
    );
  }
  const buttons = (
    <>
      <Button variant="secondary" onPress={props.onRetry}>
        {t('failed.retry')}
      </Button>
      {props.children}
    </>
  );
  if (!isOne && isBackendMissing(error)) {
    return (
      <Notice
        isInline={isInline}
        title={t('failed.missing')}
        detail={t('failed.missingDetail')}
      >
        <Flex gap="2">{buttons}</Flex>
      </Notice>
    );
  }
  return (
    <ErrorNotice title={title} error={error}>
      {buttons}
    </ErrorNotice>
  );
}
