import { useScaffolderTheme } from '@backstage/plugin-scaffolder-react/alpha';
import { Box } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './FieldFrame.module.css';

/** Around every field. */
export function FieldFrame(props: { children: ReactNode }) {
  // The form's own ground is a Material UI paper: inputs of Backstage UI stand
  // out from it only when they are told that there is one.
  const isOnPaper = useScaffolderTheme() === 'mui';
  return (
    <Box bg={isOnPaper ? 'neutral' : undefined} className={styles.frame}>
      {props.children}
    </Box>
  );
}
