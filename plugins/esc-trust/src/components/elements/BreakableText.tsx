import { Fragment } from 'react';

/** A long name that breaks between its words before it breaks elsewhere. */
export function BreakableText(props: { text: string }) {
  return (
    <>
      {props.text
        .split(/(?<=[:/_.])|(?<=[a-z])(?=[A-Z])/)
        .map((part, index) => (
          <Fragment key={index}>
            {part}
            <wbr />
          </Fragment>
        ))}
    </>
  );
}
