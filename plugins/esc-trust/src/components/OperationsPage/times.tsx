import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { ageOf } from '../../model/age';
import {
  Duration,
  durationOf,
  isRunning,
} from '../../model/operations/operations';
import { escTrustTranslationRef } from '../../translation';

/** How long ago something was; on asking, when. */
export function When(props: { at: string }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { value, unit } = ageOf(props.at);
  return (
    <time
      dateTime={props.at}
      title={t('operations.at', {
        at: new Date(props.at),
        formatParams: { at: { dateStyle: 'medium', timeStyle: 'medium' } },
      })}
    >
      {t('operations.ago', {
        age: value,
        formatParams: { age: { range: unit, numeric: 'auto' } },
      })}
    </time>
  );
}

function useWords(duration: Duration): string {
  const { t } = useTranslationRef(escTrustTranslationRef);
  switch (duration.unit) {
    case 'hours': {
      const { hours, minutes } = duration;
      return t('operations.span.hours', { hours, minutes });
    }
    case 'minutes': {
      const { minutes, seconds } = duration;
      return t('operations.span.minutes', { minutes, seconds });
    }
    default:
      return t('operations.span.seconds', { seconds: duration.seconds });
  }
}

/** How long an operation took, or has taken so far. */
export function Took({ operation }: { operation: Operation }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const duration = useWords(durationOf(operation));
  return (
    <span>
      {isRunning(operation) ? t('operations.soFar', { duration }) : duration}
    </span>
  );
}
