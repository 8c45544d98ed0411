import {
  createRouteRef,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { formFieldsApiRef } from '@backstage/plugin-scaffolder-react/alpha';
import { screen } from '@testing-library/react';
import useAsync from 'react-use/esm/useAsync';
import scaffolderModuleEscTrust from './alpha';
import * as legacy from './index';

const NAMES = [
  'EscEnvironmentPicker',
  'EscTrustAccountPicker',
  'EscTrustManagedPolicyPicker',
  'EscTrustSubjectAttributesPicker',
];

/** Names the fields that the scaffolder's forms have. */
function FieldNames() {
  const api = useApi(formFieldsApiRef);
  const { value } = useAsync(() => api.loadFormFields(), [api]);
  return value ? (
    <ul aria-label="Fields">
      {value.map((field: any) => (
        <li key={field.name}>{field.name}</li>
      ))}
    </ul>
  ) : null;
}

const fieldsPage = PageBlueprint.make({
  name: 'fields',
  params: {
    path: '/fields',
    routeRef: createRouteRef(),
    loader: async () => <FieldNames />,
  },
});

describe('the form fields', () => {
  it('are there in the new frontend system', async () => {
    renderTestApp({
      features: [scaffolderPlugin, scaffolderModuleEscTrust],
      extensions: [fieldsPage],
      initialRouteEntries: ['/fields'],
      apis: [mockApis.discovery()],
    });
    const names = await screen.findByRole('list', { name: 'Fields' });
    for (const name of NAMES) {
      expect(names).toHaveTextContent(name);
    }
  });

  it('are there in the legacy frontend system, with a schema for the template editor', () => {
    const fields = Object.entries(legacy)
      .filter(([name]) => name.endsWith('FieldExtension'))
      .map(([, Field]) => Field as any)
      .map(Field =>
        Field.__backstage_data.map.get('scaffolder.extensions.field.v1'),
      );
    expect(fields.map(field => field.name).sort()).toEqual(NAMES);
    for (const { component, validation, schema } of fields) {
      expect(component).toEqual(expect.any(Function));
      expect(validation).toEqual(expect.any(Function));
      expect(schema.returnValue.type).toMatch(/object|array|string/);
    }
  });
});
