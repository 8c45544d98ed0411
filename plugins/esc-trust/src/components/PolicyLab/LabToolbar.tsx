import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Menu, MenuItem, MenuTrigger, Text } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiDeleteBinLine,
  RiShareForwardLine,
} from '@remixicon/react';
import { useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { LAB_EXAMPLES, LabExample } from '../../model/lab/labExamples';
import { LabInput } from '../../model/lab/labInput';
import { labHash } from '../../model/lab/labLink';
import { escTrustTranslationRef } from '../../translation';
import styles from './PolicyLab.module.css';

const EXAMPLES = Object.keys(LAB_EXAMPLES) as LabExample[];

/** Where to begin, and how to show it to others. */
export function LabToolbar(props: {
  input: LabInput;
  onExample: (example: LabExample) => void;
  onClear: () => void;
}) {
  const { input, onExample, onClear } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const [{ noUserInteraction }, copy] = useCopyToClipboard();
  const [shared, setShared] = useState<LabInput>();

  // The address gets the input on request only: it isn't for every key stroke.
  const share = () => {
    const [page] = window.location.href.split(/[?#]/);
    const link = `${page}${labHash(input)}`;
    window.history.replaceState(window.history.state, '', link);
    copy(link);
    setShared(input);
  };
  return (
    <div className={styles.toolbar}>
      <MenuTrigger>
        <Button variant="secondary" iconEnd={<RiArrowDownSLine />}>
          {t('lab.examples')}
        </Button>
        <Menu>
          {EXAMPLES.map(example => (
            <MenuItem key={example} onAction={() => onExample(example)}>
              {t(`lab.example.${example}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      <Button
        variant="secondary"
        iconStart={<RiShareForwardLine />}
        onPress={share}
      >
        {t('lab.share')}
      </Button>
      <Button
        variant="tertiary"
        iconStart={<RiDeleteBinLine />}
        onPress={onClear}
      >
        {t('lab.clear')}
      </Button>
      <Text role="status" variant="body-small">
        {shared === input &&
          t(noUserInteraction ? 'lab.shared' : 'lab.sharedByHand')}
      </Text>
    </div>
  );
}
