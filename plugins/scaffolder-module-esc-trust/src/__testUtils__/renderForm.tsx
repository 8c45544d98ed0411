import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { escTrustApiRef } from '@internal/backstage-plugin-esc-trust';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import {
  escEnvironmentPicker,
  escTrustAccountPicker,
  escTrustManagedPolicyPicker,
  escTrustSubjectAttributesPicker,
} from '../fields';
import { fakeApi } from './fakeApi';

const extensions = [
  escEnvironmentPicker,
  escTrustAccountPicker,
  escTrustManagedPolicyPicker,
  escTrustSubjectAttributesPicker,
].map(({ schema, ...field }) => ({ ...field, schema: schema.schema }));

/** The properties of a template of this project, as its author wrote them. */
function propertiesOf(template: string): Record<string, object> {
  const path = `../../../../templates/${template}/template.yaml`;
  const { spec } = parse(readFileSync(resolve(__dirname, path), 'utf8'));
  return Object.assign(
    {},
    ...spec.parameters.map((page: any) => page.properties),
  );
}

/**
 * One page of the scaffolder's own form with fields of a template.
 *
 * @returns what the form holds once it is reviewed and created
 */
export async function renderForm(
  fields: string[],
  options: {
    template?: string;
    api?: Partial<EscTrustApi>;
    formData?: object;
    isRequired?: boolean;
  } = {},
) {
  const { template = 'aws-role-for-esc-environment', formData = {} } = options;
  const all = propertiesOf(template);
  const onCreate = jest.fn(async (_values: unknown) => {});
  const user = userEvent.setup();
  renderInTestApp(
    <Stepper
      manifest={{
        title: 'Template',
        steps: [
          {
            title: 'Page',
            schema: {
              type: 'object',
              required: options.isRequired ?? true ? fields : [],
              properties: Object.fromEntries(
                fields.map(name => [name, all[name]]),
              ),
            } as any,
          },
        ],
      }}
      extensions={extensions as any}
      initialState={formData as any}
      onCreate={onCreate}
    />,
    { apis: [[escTrustApiRef, fakeApi(options.api)]] },
  );
  await screen.findByRole('button', { name: 'Review' });
  return {
    user,
    review: () => user.click(screen.getByRole('button', { name: 'Review' })),
    /** Goes on to the end. */
    submit: async () => {
      await user.click(screen.getByRole('button', { name: 'Review' }));
      await user.click(await screen.findByRole('button', { name: 'Create' }));
      return onCreate.mock.calls[0][0];
    },
  };
}
