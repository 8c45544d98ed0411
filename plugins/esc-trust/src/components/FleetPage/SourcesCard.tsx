import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Card,
  CardBody,
  CardHeader,
  Dialog,
  DialogBody,
  DialogHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import { escTrustRoleReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { memo, useId, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { isDenied } from '../../model/errors/isDenied';
import { Source } from '../../model/fleet/sources';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import { PanelError } from './PanelError';
import { SourceList } from './SourceList';
import styles from './Sources.module.css';

/** As many that can't be read are shown right away. */
const SHOWN_FAILING = 3;

/** Whether what assessments read can be read. */
export const SourcesCard = memo(
  (props: {
    sources?: Source[];
    error?: Error;
    onRetry: () => void;
    countOf: (source: Source) => number | undefined;
    hrefOf: (source: Source) => string;
  }) => {
    const { sources, error, onRetry } = props;
    const { t } = useTranslationRef(escTrustTranslationRef);
    const headingId = useId();
    return (
      <Card role="region" aria-labelledby={headingId}>
        <CardHeader>
          <Text as="h2" id={headingId} variant="title-x-small" weight="bold">
            {t('fleet.sources')}
          </Text>
        </CardHeader>
        <CardBody>
          {error && isDenied(error) && (
            <Text as="p" variant="body-small" className={text.quiet}>
              {t('fleet.sourcesDenied', {
                permission: escTrustRoleReadPermission.name,
              })}
            </Text>
          )}
          {error && !isDenied(error) && (
            <PanelError
              title={t('fleet.sourcesError')}
              error={error}
              onRetry={onRetry}
            />
          )}
          {!error && !sources && (
            <div role="status" aria-label={t('fleet.sourcesLoading')}>
              <Skeleton width="70%" height={16} />
            </div>
          )}
          {!error && sources && <Health {...props} sources={sources} />}
        </CardBody>
      </Card>
    );
  },
);

function Health(props: {
  sources: Source[];
  countOf: (source: Source) => number | undefined;
  hrefOf: (source: Source) => string;
}) {
  const { sources, countOf, hrefOf } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  // Whoever follows a link out of it wants to see where it leads.
  const { search } = useLocation();
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === search;
  const count = sources.length;
  const failing = sources.filter(({ failure }) => failure);
  if (count === 0) {
    return (
      <Text as="p" variant="body-small" className={text.quiet}>
        {t('fleet.sourcesNone')}
      </Text>
    );
  }
  return (
    <>
      <Text as="p" variant="body-medium" className={styles.verdict}>
        {failing.length > 0
          ? t('fleet.sourcesFailing', { failing: failing.length, all: count })
          : t('fleet.sourcesFine', { count })}
      </Text>
      {failing.length > 0 && (
        <SourceList
          sources={failing.slice(0, SHOWN_FAILING)}
          countOf={countOf}
          hrefOf={hrefOf}
        />
      )}
      <div className={styles.more}>
        <Button
          size="small"
          variant="secondary"
          aria-haspopup="dialog"
          onPress={() => setOpenAt(search)}
        >
          {t('fleet.sourcesAll', { count })}
        </Button>
      </div>
      <Dialog
        isOpen={isOpen}
        onOpenChange={open => setOpenAt(open ? search : undefined)}
        width={560}
      >
        <DialogHeader>{t('fleet.sourcesTitle')}</DialogHeader>
        <DialogBody>
          <SourceList sources={sources} countOf={countOf} hrefOf={hrefOf} />
        </DialogBody>
      </Dialog>
    </>
  );
}
