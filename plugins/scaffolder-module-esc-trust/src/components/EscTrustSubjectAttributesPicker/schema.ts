import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { fieldNames } from '../elements/fieldNames';

/** What a template may say about the field, and what the field's value is. */
export const EscTrustSubjectAttributesPickerSchema = makeFieldSchema({
  output: z => z.array(z.string()),
  uiOptions: z =>
    z
      .object(fieldNames(z))
      .pick({ environmentField: true, accountField: true }),
});
