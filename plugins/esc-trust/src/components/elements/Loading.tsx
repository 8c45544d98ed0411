import { Flex, Skeleton } from '@backstage/ui';

/** Stands in for what is on its way. */
export function Loading(props: {
  label: string;
  /** The bars that are about where it comes: width and height of each. */
  bars: ReadonlyArray<readonly [width: string, height: number]>;
}) {
  return (
    <div role="status" aria-label={props.label} aria-busy>
      <Flex direction="column" gap="3">
        {props.bars.map(([width, height], at) => (
          <Skeleton key={at} width={width} height={height} />
        ))}
      </Flex>
    </div>
  );
}
