import { Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import text from './text.module.css';

/** Something to be said instead of what a page shows. Is heard when it comes. */
export function Notice(props: {
  title: string;
  detail?: string;
  children?: ReactNode;
}) {
  return (
    <Flex role="status" direction="column" align="start" gap="2" py="6">
      <Text as="h2" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      {props.detail && (
        <Text as="p" className={text.quiet}>
          {props.detail}
        </Text>
      )}
      {props.children}
    </Flex>
  );
}
