import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Container,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useOperations } from '../../hooks/useOperations';
import {
  passes,
  STATE_FILTERS,
  StateFilter,
  stateFilterOf,
} from '../../model/operations/operations';
import { escTrustTranslationRef } from '../../translation';
import { UnreadHint } from '../elements/UnreadHint';
import text from '../elements/text.module.css';
import styles from './OperationList.module.css';
import { OperationsTable } from './OperationsTable';
import { EmptyOperations, FailedOperations, LoadingOperations } from './states';

/** The latest operations of the user. */
export function OperationList() {
  useDocumentTitle('operations');
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { value, error, unread, retry } = useOperations();
  const [params, setParams] = useSearchParams();
  const filter = stateFilterOf(params.get('state'));
  const show = (next: StateFilter) =>
    setParams(next === 'all' ? {} : { state: next });

  if (!value) {
    return (
      <Container>
        {error ? (
          <FailedOperations error={error} onRetry={retry} />
        ) : (
          <LoadingOperations />
        )}
      </Container>
    );
  }
  if (value.length === 0) {
    return (
      <Container>
        <EmptyOperations />
      </Container>
    );
  }
  const shown = value.filter(operation => passes(operation, filter));
  return (
    <Container>
      <div className={styles.page}>
        <div className={styles.toolbar}>
          <ToggleButtonGroup
            aria-label={t('operations.filter')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[filter]}
            onSelectionChange={keys => {
              const [key] = keys;
              show(stateFilterOf(String(key)));
            }}
            className={styles.filters}
          >
            {STATE_FILTERS.map(one => (
              <ToggleButton key={one} id={one}>
                {one === 'all' || one === 'running'
                  ? t(`operations.${one}`)
                  : t(`operation.state.${one}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Text variant="body-small" className={text.quiet}>
            {t('operations.latest')}
          </Text>
        </div>
        <UnreadHint unread={unread} onRetry={retry} />
        <OperationsTable
          operations={shown}
          nothing={
            <div className={styles.nothing}>
              <Text as="p">{t('operations.emptyFiltered')}</Text>
              <Button
                size="small"
                variant="secondary"
                onPress={() => show('all')}
              >
                {t('operations.showAll')}
              </Button>
            </div>
          }
        />
      </div>
    </Container>
  );
}
