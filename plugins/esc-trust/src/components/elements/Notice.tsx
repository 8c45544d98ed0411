import { Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import text from './text.module.css';

/** Something to be said instead of what a page shows. Is heard when it comes. */
export function Notice(props: {
  title: string;
  detail?: string;
  /** In a card or a part of a page, which has a heading already. */
  isInline?: boolean;
  children?: ReactNode;
}) {
  const { title, detail, isInline, children } = props;
  return (
    <Flex
      role="status"
      direction="column"
      align="start"
      gap="2"
      py={isInline ? '0' : '6'}
    >
      {isInline ? (
        <Text as="p">{title}</Text>
      ) : (
        <Text as="h2" variant="title-x-small" weight="bold">
          {title}
        </Text>
      )}
      {detail && (
        <Text
          as="p"
          variant={isInline ? 'body-small' : 'body-medium'}
          className={text.quiet}
        >
          {detail}
        </Text>
      )}
      {children}
    </Flex>
  );
}
