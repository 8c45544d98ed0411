import { Combobox, ComboboxItemText } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { validityOf } from '../elements/validity';
import styles from './NameCombobox.module.css';

interface NameOption {
  id: string;
  label: string;
  description?: string;
}

/** One of the names that are offered, or any other. */
export function NameCombobox(props: {
  id?: string;
  label: string;
  description: string;
  value?: string;
  options: NameOption[];
  /** What another name stands for. */
  otherName?: string;
  onChange: (value: string) => void;
  /** A sentence about what is wrong with it. */
  problem?: string;
  /** What the form says about the whole field. */
  formErrors: string[];
  isRequired?: boolean;
  isDisabled?: boolean;
  isLoading?: boolean;
}) {
  const {
    value = '',
    onChange,
    options,
    otherName,
    isLoading,
    problem,
    formErrors,
    ...rest
  } = props;
  // The form tells a value only after a while; the input must not lag behind
  // what is typed.
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <Combobox
      {...rest}
      {...validityOf(problem, problem ? formErrors : [])}
      allowsCustomValue
      search={{
        inputValue: text,
        onInputChange: typed => {
          setText(typed);
          // An input also tells of the text that it was given.
          if (typed !== value) {
            onChange(typed);
          }
        },
      }}
      items={namesFor(text, options, problem || isLoading ? '' : otherName)}
      loading={{ state: isLoading ? 'loading' : 'idle' }}
    >
      {({ id, label, description }) => (
        <ComboboxItemText
          id={id}
          title={label}
          description={description}
          className={styles.item}
        />
      )}
    </Combobox>
  );
}

/** With what is typed as the last: nobody is told that nothing is found. */
function namesFor(
  typed: string,
  options: NameOption[],
  description?: string,
): NameOption[] {
  return typed === '' || options.some(({ id }) => id === typed)
    ? options
    : [...options, { id: typed, label: typed, description }];
}
