import { Combobox } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { validityOf } from '../elements/validity';

/** One of the names that are offered, or any other. */
export function NameCombobox(props: {
  id?: string;
  label: string;
  description: string;
  value?: string;
  options: Array<{ id: string; label: string; description?: string }>;
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
      loading={{ state: isLoading ? 'loading' : 'idle' }}
    />
  );
}
