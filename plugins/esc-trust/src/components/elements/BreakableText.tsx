import { Fragment } from 'react';

/** A long name that breaks after its separators before it breaks elsewhere. */
export function BreakableText(props: { text: string }) {
  return (
    <>
      {props.text.split(/(?<=[:/])/).map((part, index) => (
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </>
  );
}
