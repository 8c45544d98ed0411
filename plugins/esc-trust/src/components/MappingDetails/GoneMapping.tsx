import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import { escTrustTranslationRef } from '../../translation';
import { Notice } from '../elements/Notice';

/** The mapping that the page was about has been removed or forgotten. */
export function GoneMapping(props: {
  /** Path of the list. */
  allMappings?: string;
}) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const place = useRef<HTMLDivElement>(null);
  // What had the focus is gone with the mapping.
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1}>
      <Notice title={t('mapping.gone')} detail={t('mapping.goneDetail')}>
        {props.allMappings && (
          <ButtonLink href={props.allMappings} variant="secondary">
            {t('mapping.showAll')}
          </ButtonLink>
        )}
      </Notice>
    </div>
  );
}
