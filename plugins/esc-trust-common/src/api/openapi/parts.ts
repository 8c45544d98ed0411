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

/** Of a mapping or an operation. */
export const id = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', maxLength: 100 },
} as const;
