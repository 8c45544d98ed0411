import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  DatePicker,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextAreaField,
} from '@backstage/ui';
import {
  AcceptanceRequest,
  Finding,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  CalendarDate,
  getLocalTimeZone,
  toCalendarDate,
  today,
} from '@internationalized/date';
import { FormEvent, useId, useState } from 'react';
import { acceptanceDays, endOfDay } from '../../model/mapping/acceptance';
import { escTrustTranslationRef } from '../../translation';
import styles from './ActionDialog.module.css';
import { FailedAction } from './FailedAction';

/** As long as the backend takes it. */
const REASON_LENGTH = 1_000;

/** Asks why a finding is accepted, and until when. */
export function AcceptDialog(props: {
  finding: Finding;
  isOpen: boolean;
  isPending: boolean;
  error?: Error;
  onAccept: (request: AcceptanceRequest) => void;
  onClose: () => void;
}) {
  const { finding, isOpen, isPending, error, onAccept, onClose } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const formId = useId();
  const timeZone = getLocalTimeZone();
  const days = acceptanceDays(today(timeZone));
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<CalendarDate | null>(days.proposed);
  // What is missing is said once somebody has tried, not before.
  const [hasTried, setTried] = useState(false);
  const lacksReason = reason.trim() === '';
  const isOutside =
    !until || until.compare(days.first) < 0 || until.compare(days.last) > 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (until && !lacksReason && !isOutside && !isPending) {
      onAccept({
        reason: reason.trim(),
        until: endOfDay(until, timeZone).toISOString(),
      });
    }
  };

  return (
    <Dialog
      width={520}
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
    >
      <DialogHeader>{t('accept.title')}</DialogHeader>
      <DialogBody>
        <form
          id={formId}
          noValidate
          className={styles.body}
          onSubmit={submit}
          aria-label={t('accept.title')}
        >
          <Text as="p" className={styles.quote}>
            {finding.message}
          </Text>
          <Text as="p">{t('accept.meaning')}</Text>
          <TextAreaField
            label={t('accept.reason')}
            description={t('accept.reasonHint')}
            isRequired
            rows={3}
            maxLength={REASON_LENGTH}
            value={reason}
            onChange={setReason}
            isInvalid={hasTried && lacksReason}
            validationBehavior="aria"
          />
          <DatePicker
            label={t('accept.until')}
            description={t('accept.untilHint')}
            isRequired
            value={until}
            onChange={value => setUntil(value && toCalendarDate(value))}
            minValue={days.first}
            maxValue={days.last}
            isInvalid={hasTried && isOutside}
            validationBehavior="aria"
          />
          <div role="status">
            {hasTried && lacksReason && (
              <Text as="p" className={styles.invalid}>
                {t('accept.reasonMissing')}
              </Text>
            )}
            {hasTried && isOutside && (
              <Text as="p" className={styles.invalid}>
                {t('accept.untilOutside')}
              </Text>
            )}
            {!isPending && error && (
              <FailedAction title={t('accept.error')} error={error} />
            )}
          </div>
        </form>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('accept.cancel')}
        </Button>
        <Button
          variant="primary"
          type="submit"
          form={formId}
          isPending={isPending}
        >
          {t('accept.apply')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
