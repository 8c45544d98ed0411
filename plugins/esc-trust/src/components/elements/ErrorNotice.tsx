import { ResponseErrorPanel } from '@backstage/core-components';
import { Flex } from '@backstage/ui';
import { ReactNode, useLayoutEffect, useRef } from 'react';

/** That something went wrong, in Backstage's panel, and what can be done. */
export function ErrorNotice(props: {
  title: string;
  error: Error;
  /** Buttons. */
  children?: ReactNode;
}) {
  const { title, error, children } = props;
  const panel = useRef<HTMLDivElement>(null);

  // The panel titles itself with an h6, whatever headings are above it. It is
  // inside of a button, where screen readers know no headings anyway.
  useLayoutEffect(() => {
    panel.current
      ?.querySelectorAll('[role="button"] h6')
      .forEach(heading => heading.setAttribute('role', 'presentation'));
  });

  return (
    <Flex direction="column" align="stretch" gap="3">
      <div ref={panel}>
        <ResponseErrorPanel title={title} error={error} />
      </div>
      {children && <Flex gap="2">{children}</Flex>}
    </Flex>
  );
}
