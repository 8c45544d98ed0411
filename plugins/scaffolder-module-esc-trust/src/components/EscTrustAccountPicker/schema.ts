import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { fieldNames } from '../elements/fieldNames';

/** What a template may say about the field, and what the field's value is. */
export const EscTrustAccountPickerSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object(fieldNames(z)).pick({ environmentField: true, ownerField: true }),
});
