import {
  useAnalytics,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import { RiShieldCheckLine } from '@remixicon/react';
import { TrustStatus } from '@internal/backstage-plugin-esc-trust-common';
import { useMemo, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { evaluateLab } from '../../model/lab/evaluateLab';
import { LabInput } from '../../model/lab/labInput';
import {
  leastPrivilege,
  LeastPrivilege as Suggestion,
} from '../../model/lab/leastPrivilege';
import { escTrustTranslationRef } from '../../translation';
import { LineDiff } from '../elements/LineDiff';
import { StatusBadge } from '../elements/StatusBadge';
import text from '../elements/text.module.css';
import styles from './PolicyLab.module.css';

/** Offers a trust policy that lets in who is meant to, and nobody else. */
export function LeastPrivilege(props: {
  input: LabInput;
  status: TrustStatus;
  onUse: (trustPolicy: string) => void;
}) {
  const { input, onUse } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const [used, setUsed] = useState<string>();
  const suggestion = useMemo(
    () => (isOpen ? leastPrivilege(input) : undefined),
    [input, isOpen],
  );
  return (
    <Card>
      <CardBody>
        <div className={styles.least}>
          <div className={styles.verdict}>
            <Text as="h2" variant="title-x-small" weight="bold">
              {t('lab.least')}
            </Text>
            <Button
              size="small"
              variant={
                isOpen || props.status === 'trusted' ? 'secondary' : 'primary'
              }
              iconStart={<RiShieldCheckLine />}
              aria-expanded={isOpen}
              onPress={() => {
                setUsed(undefined);
                setOpen(!isOpen);
              }}
            >
              {isOpen ? t('lab.leastClose') : t('lab.leastButton')}
            </Button>
          </div>
          <Text as="p" variant="body-small" className={text.quiet}>
            {t('lab.leastIntro')}
          </Text>
          <div role="status" className={styles.outcome}>
            {used === input.trustPolicy && (
              <Alert status="success" icon title={t('lab.leastUsed')} />
            )}
            {suggestion?.kind === 'already' && used === undefined && (
              <Alert status="success" icon title={t('lab.leastAlready')} />
            )}
            {suggestion?.kind === 'impossible' && (
              <Alert
                status="warning"
                icon
                title={t('lab.leastNone')}
                description={suggestion.reason}
              />
            )}
          </div>
          {suggestion?.kind === 'suggested' && (
            <Suggested
              input={input}
              {...suggestion}
              onUse={() => {
                setUsed(suggestion.after);
                setOpen(false);
                onUse(suggestion.after);
              }}
            />
          )}
        </div>
      </CardBody>
    </Card>
  );
}

function Suggested(
  props: { input: LabInput; onUse: () => void } & Extract<
    Suggestion,
    { kind: 'suggested' }
  >,
) {
  const { input, before, after, onUse } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const analytics = useAnalytics();
  const [{ value: copied, noUserInteraction }, copy] = useCopyToClipboard();
  const report = useMemo(
    () => evaluateLab({ ...input, trustPolicy: after }).report,
    [input, after],
  );
  return (
    <>
      {report && (
        <div className={styles.verdict}>
          <Text>
            {t('lab.leastAfter', {
              status: (
                <StatusBadge status={report.status}>
                  {t(`status.${report.status}`)}
                </StatusBadge>
              ),
            })}
          </Text>
        </div>
      )}
      {report && report.status !== 'trusted' && (
        <Text as="p" variant="body-small" className={text.quiet}>
          {t('lab.leastRemains')}
        </Text>
      )}
      <LineDiff name={t('lab.leastName')} before={before} after={after} />
      <Flex gap="2" align="center">
        <Button variant="primary" onPress={onUse}>
          {t('lab.leastUse')}
        </Button>
        <Button
          variant="secondary"
          onPress={() => {
            copy(after);
            analytics.captureEvent('copy suggestion', 'trust policy');
          }}
        >
          {t('lab.leastCopy')}
        </Button>
        <Text role="status" variant="body-small">
          {copied === after &&
            t(noUserInteraction ? 'lab.leastCopied' : 'lab.leastCopyFailed')}
        </Text>
      </Flex>
    </>
  );
}
