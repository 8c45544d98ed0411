import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextField } from '@backstage/ui';
import { useState } from 'react';
import { scaffolderEscTrustTranslationRef } from '../../translation';
import { validityOf } from '../elements/validity';
import styles from './EscTrustManagedPolicyPicker.module.css';

/** Adds a policy by its ARN. */
export function AddPolicy(props: {
  description: string;
  isDisabled: boolean;
  onAdd: (arn: string) => void;
  /** @returns a sentence about what is wrong with it */
  check: (arn: string) => string | undefined;
}) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { description, isDisabled, onAdd, check } = props;
  const [arn, setArn] = useState('');
  const [problem, setProblem] = useState<string>();

  const add = () => {
    const text = arn.trim();
    const found = check(text);
    setProblem(found);
    if (!found) {
      onAdd(text);
      setArn('');
    }
  };
  return (
    <div className={styles.add}>
      <TextField
        className={styles.arn}
        label={t('policies.other')}
        description={description}
        value={arn}
        onChange={text => {
          setArn(text);
          setProblem(undefined);
        }}
        onKeyDown={event => {
          // Enter adds the policy; it would send the form away otherwise.
          if (event.key === 'Enter') {
            event.preventDefault();
            add();
          }
        }}
        isDisabled={isDisabled}
        {...validityOf(problem)}
      />
      <Button
        variant="secondary"
        isDisabled={isDisabled || arn.trim() === ''}
        onPress={add}
      >
        {t('policies.add')}
      </Button>
    </div>
  );
}
