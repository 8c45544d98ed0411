/** Content of requests and answers. */
export const json = <const TSchema extends string>(schema: TSchema) =>
  ({
    'application/json': {
      schema: { $ref: `#/components/schemas/${schema}` },
    },
  } as const);

/** An answer with content. */
export const answers = <const TSchema extends string>(
  schema: TSchema,
  description: string,
) => ({ description, content: json(schema) } as const);

/** Every refusal, and every failure. */
export const failure = answers('Error', 'What is wrong, in one sentence');

const REFUSALS = {
  '400': answers('Error', 'What is asked for is malformed, or can’t be'),
  '401': answers('Error', 'Nobody is signed in'),
  '403': answers('Error', 'It is not for who is signed in'),
  '404': answers('Error', 'There is none that the caller may read'),
  '409': answers('Error', 'What is there now stands in the way'),
  '503': answers('Error', 'AWS or Pulumi Cloud can’t be asked, and why'),
} as const;

type Refusal = keyof typeof REFUSALS;
type Always = '400' | '401' | '403';

/** How a call may be refused: in every way that any is, and in these. */
export const refusals = <const TStatus extends Refusal = Always>(
  ...statuses: TStatus[]
) =>
  ({
    ...(Object.fromEntries(
      (['400', '401', '403', ...statuses] as const).map(status => [
        status,
        REFUSALS[status],
      ]),
    ) as Pick<typeof REFUSALS, Always | TStatus>),
    default: failure,
  } as const);

/** Of a mapping or an operation. */
export const id = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { $ref: '#/components/schemas/Id' },
} as const;
