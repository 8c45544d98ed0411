import { Container } from '@backstage/ui';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useLabStart } from '../../hooks/useLabStart';
import { FailedStart, LoadingStart } from './states';
import { Workbench } from './Workbench';

/** `/esc-trust/policy-lab`: judges any trust policy, with or without a backend. */
export function PolicyLab() {
  useDocumentTitle('policyLab');
  const { start, retry, startWithout } = useLabStart();
  const { input, number, notice, error } = start;
  return (
    <Container>
      {input && <Workbench key={number} start={input} notice={notice} />}
      {error && (
        <FailedStart error={error} onRetry={retry} onWithout={startWithout} />
      )}
      {!input && !error && <LoadingStart />}
    </Container>
  );
}
