import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { RiPlayCircleLine } from '@remixicon/react';
import { useEffect, useRef, useState } from 'react';
import { useAssess } from '../../hooks/useAssess';
import { OnHold, useHold } from '../../hooks/useHold';
import { useIgnore } from '../../hooks/useIgnore';
import { useMappingOperations } from '../../hooks/useMappingOperations';
import { useMappingPermissions } from '../../hooks/useMappingPermissions';
import { consoleLinks } from '../../model/consoleLinks';
import { offeredActions } from '../../model/mapping/offeredActions';
import { escTrustTranslationRef } from '../../translation';
import { ActionOutcome } from './ActionOutcome';
import { AssessButton } from './AssessButton';
import { ForgetDialog } from './ForgetDialog';
import styles from './MappingActions.module.css';
import { MoreActions } from './MoreActions';
import { OperationAction } from './OperationAction';
import { VerifyDialog } from './VerifyDialog';

/** What the user may do about a mapping. */
export function MappingActions(props: {
  environment: string;
  /** Named when the environment has several. */
  login?: string;
  mapping: Mapping;
  /** Called with the mapping when it is different now. */
  onMapping: (mapping: Mapping) => void;
  /** Called when the mapping has been removed or forgotten. */
  onGone?: () => void;
  /** Called with whether something is open or under way that must not vanish. */
  onHold?: OnHold;
  /** `compact`, the default, puts into the menu what isn't needed every day. */
  variant?: 'compact' | 'full';
}) {
  const { environment, login, mapping, onMapping, onGone, onHold, variant } =
    props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const name = login ? `${environment} ${login}` : environment;
  const { assess, ...assessment } = useAssess(mapping, onMapping);
  const { ignore, ...ignoring } = useIgnore(mapping, onMapping);
  const { repair, removal } = useMappingOperations(mapping, onMapping);
  const offered = offeredActions(mapping, useMappingPermissions(mapping.id));
  const hasVerifyButton = variant === 'full' && offered.has('verify');

  const [open, setOpen] = useState<'verify' | 'repair' | 'remove' | 'forget'>();
  const [latest, setLatest] = useState<'assess' | 'ignore'>();
  const [gone, setGone] = useState<'removed' | 'forgotten'>();
  // A repaired mapping keeps its button until the focus is back from the
  // dialog, and can be handed on.
  const [isRepairing, setRepairing] = useState(false);
  const group = useRef<HTMLDivElement>(null);

  // Where the dialog shows that it is removed, the row stays until it is closed.
  const isRemoved =
    open !== 'remove' &&
    removal.phase.name === 'ended' &&
    removal.phase.operation.state === 'succeeded';
  const isGone = isRemoved ? 'removed' : gone;
  const latestOnGone = useRef(onGone);
  latestOnGone.current = onGone;
  useEffect(() => {
    if (isGone) {
      // Its buttons are gone, and with them what had the focus.
      group.current?.focus();
      latestOnGone.current?.();
    }
  }, [isGone]);

  const isHeld =
    open !== undefined ||
    [repair, removal].some(
      ({ phase }) => phase.name !== 'idle' && phase.name !== 'ended',
    );
  useHold(isHeld, onHold);

  const isIdle = [repair, removal].every(({ phase }) => phase.name === 'idle');
  if (
    offered.size === 0 &&
    consoleLinks(mapping).length === 0 &&
    isIdle &&
    !isGone
  ) {
    return null;
  }
  return (
    <div
      ref={group}
      role="group"
      aria-label={t('actions.group', { name })}
      tabIndex={-1}
      className={styles.actions}
    >
      {!isGone && (
        <div className={styles.buttons}>
          {offered.has('assess') && (
            <AssessButton
              name={name}
              isPending={assessment.loading}
              onPress={() => {
                setLatest('assess');
                assess();
              }}
            />
          )}
          {hasVerifyButton && (
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiPlayCircleLine aria-hidden />}
              aria-haspopup="dialog"
              aria-label={t('verify.buttonFor', { name })}
              onPress={() => setOpen('verify')}
            >
              {t('verify.button')}
            </Button>
          )}
          <OperationAction
            kind="repair"
            name={name}
            operation={repair}
            hasButton={offered.has('repair') || isRepairing}
            isOpen={open === 'repair'}
            onOpen={() => {
              setOpen('repair');
              setRepairing(true);
              if (repair.phase.name === 'idle') {
                repair.plan();
              }
            }}
            onClose={() => {
              setOpen(undefined);
              repair.leave();
            }}
            onReturn={() => {
              setRepairing(false);
              if (!offered.has('repair')) {
                group.current?.focus();
              }
            }}
          />
          <OperationAction
            kind="deprovision"
            name={name}
            operation={removal}
            hasButton={false}
            isOpen={open === 'remove'}
            onOpen={() => setOpen('remove')}
            onClose={() => {
              setOpen(undefined);
              if (
                removal.phase.name === 'ended' &&
                removal.phase.operation.state === 'succeeded'
              ) {
                setGone('removed');
              }
              removal.leave();
            }}
            onReturn={() => {}}
          />
          <MoreActions
            name={name}
            mapping={mapping}
            offered={offered}
            except={hasVerifyButton ? ['verify'] : []}
            onAction={action => {
              switch (action) {
                case 'ignore':
                case 'unignore':
                  setLatest('ignore');
                  ignore(action === 'ignore');
                  break;
                case 'remove':
                  setOpen('remove');
                  if (removal.phase.name === 'idle') {
                    removal.plan();
                  }
                  break;
                default:
                  setOpen(action);
              }
            }}
          />
        </div>
      )}
      <ActionOutcome
        gone={isGone}
        latest={latest}
        ignoring={ignoring}
        assessment={{
          ...assessment,
          // A repair has changed the status since: what was assessed is no news.
          value:
            assessment.value?.trust.status === mapping.trust.status
              ? assessment.value
              : undefined,
        }}
        unseen={[
          ...(open === 'repair'
            ? []
            : [{ kind: 'repair' as const, phase: repair.phase }]),
          ...(open === 'remove'
            ? []
            : [{ kind: 'deprovision' as const, phase: removal.phase }]),
        ]}
      />
      {open === 'verify' && (
        <VerifyDialog
          name={name}
          mapping={mapping}
          onMapping={onMapping}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'forget' && (
        <ForgetDialog
          name={name}
          mapping={mapping}
          onForgotten={() => {
            setOpen(undefined);
            setGone('forgotten');
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
