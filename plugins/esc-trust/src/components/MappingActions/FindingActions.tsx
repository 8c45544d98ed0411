import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text } from '@backstage/ui';
import {
  escTrustFindingAcceptPermission,
  Finding,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { RiArrowGoBackLine, RiCheckDoubleLine } from '@remixicon/react';
import { useEffect, useRef, useState } from 'react';
import { useAcceptance } from '../../hooks/useAcceptance';
import { OnHold, useHold } from '../../hooks/useHold';
import { acceptanceOf, isAcceptable } from '../../model/mapping/acceptance';
import { escTrustTranslationRef } from '../../translation';
import { AcceptDialog } from './AcceptDialog';
import { AcceptedNote } from './AcceptedNote';
import { FailedAction } from './FailedAction';
import styles from './FindingActions.module.css';

/**
 * Whether somebody has accepted a finding on purpose, and the ways to do and
 * undo that. Nothing for a finding that can't be accepted.
 */
export function FindingActions(props: {
  mapping: Mapping;
  finding: Finding;
  /** Called with the mapping when it is different now. */
  onMapping: (mapping: Mapping) => void;
  /** Called with whether something is open that must not vanish. */
  onHold?: OnHold;
}) {
  const { mapping, finding, onMapping, onHold } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { allowed } = usePermission({
    permission: escTrustFindingAcceptPermission,
    resourceRef: mapping.id,
  });
  const { accepting, accept, withdrawing, withdraw } = useAcceptance(
    mapping,
    finding,
    onMapping,
  );
  const [isOpen, setOpen] = useState(false);
  useHold(isOpen, onHold);
  const acceptance = acceptanceOf(mapping, finding);
  const root = useRef<HTMLDivElement>(null);

  const isAccepted = Boolean(finding.accepted);
  const wasAccepted = useRef(isAccepted);
  useEffect(() => {
    // The button that had the focus is gone: it stays with the finding.
    if (wasAccepted.current !== isAccepted) {
      wasAccepted.current = isAccepted;
      root.current?.focus();
    }
  }, [isAccepted]);

  const canAccept = allowed && isAcceptable(mapping, finding);
  if (!isAccepted && !canAccept && !isOpen) {
    return null;
  }
  return (
    <div
      ref={root}
      role="group"
      tabIndex={-1}
      aria-label={t('accept.group', { code: finding.code })}
      className={styles.actions}
    >
      {isAccepted && !acceptance && (
        <Text as="p">{t('accept.acceptedPlain')}</Text>
      )}
      {acceptance && <AcceptedNote acceptance={acceptance} />}
      {isAccepted && allowed && (
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiArrowGoBackLine aria-hidden />}
          aria-label={t('accept.withdrawFor', { code: finding.code })}
          isPending={withdrawing.loading}
          onPress={() => withdraw()}
        >
          {t('accept.withdraw')}
        </Button>
      )}
      {!isAccepted && (
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiCheckDoubleLine aria-hidden />}
          aria-haspopup="dialog"
          aria-label={t('accept.buttonFor', { code: finding.code })}
          onPress={() => setOpen(true)}
        >
          {t('accept.button')}
        </Button>
      )}
      <div role="status">
        {!withdrawing.loading && withdrawing.error && (
          <FailedAction
            title={t('accept.withdrawError')}
            error={withdrawing.error}
          />
        )}
      </div>
      {isOpen && (
        <AcceptDialog
          finding={finding}
          isOpen
          isPending={accepting.loading}
          error={accepting.error}
          onAccept={async request => {
            // With useAsyncFn what went wrong comes as a value.
            if ((await accept(request)) === true) {
              setOpen(false);
            }
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
