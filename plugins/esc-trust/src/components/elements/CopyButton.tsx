import {
  useAnalytics,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { ButtonIcon, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { escTrustTranslationRef } from '../../translation';
import styles from './CopyButton.module.css';

/** How long it says "Copied". */
const FEEDBACK_MS = 2_000;

/** Copies a text and says so, to eyes and to screen readers. */
export function CopyButton(props: { label: string; text: string }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const analytics = useAnalytics();
  const [{ noUserInteraction }, copyToClipboard] = useCopyToClipboard();
  const [copies, setCopies] = useState(0);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (copies === 0) {
      return undefined;
    }
    setCopied(true);
    const timer = setTimeout(() => setCopied(false), FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [copies]);

  // Where the browser refuses, the hook asks the user to copy by hand instead.
  const succeeded = copied && noUserInteraction;
  return (
    <span className={styles.copy}>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={props.label}
        icon={succeeded ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => {
          analytics.captureEvent('copy', props.label);
          copyToClipboard(props.text);
          setCopies(copies + 1);
        }}
      />
      <Text role="status" className={styles.feedback}>
        {succeeded && t('copy.copied')}
      </Text>
    </span>
  );
}
