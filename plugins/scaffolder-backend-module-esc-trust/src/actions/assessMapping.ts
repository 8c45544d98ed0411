import {
  createTemplateAction,
  TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { findMapping } from './shared/findMapping';
import { mappingInput } from './shared/mappingFields';
import { putOut } from './shared/putOut';
import { ActionOptions, UserApi } from './shared/UserApi';

/** Examples of `esc-trust:mapping:assess`; the tests run them. */
export const assessMappingExamples: TemplateExample[] = [
  {
    description: 'Looks whether an environment and its role fit, now',
    example: `steps:
  - id: assess
    name: Assess the AWS role
    action: esc-trust:mapping:assess
    input:
      organization: acme
      project: payments
      environment: prod
`,
  },
  {
    description: 'By the id that an earlier step gives',
    example: `steps:
  - id: assess
    name: Assess the AWS role
    action: esc-trust:mapping:assess
    input:
      mappingId: \${{ steps.provision.output.mappingId }}
`,
  },
];

/** Creates `esc-trust:mapping:assess`. */
export function createAssessMappingAction(options: ActionOptions) {
  return createTemplateAction({
    id: 'esc-trust:mapping:assess',
    description:
      'Reads the live state of an environment and its AWS role and reports whether they fit. Changes nothing in AWS or Pulumi Cloud. A dry run gives the latest report.',
    examples: assessMappingExamples,
    supportsDryRun: true,
    schema: {
      input: mappingInput,
      output: {
        mappingId: z => z.string().describe('The mapping'),
        status: z =>
          z
            .string()
            .describe(
              'trusted, conditional, over-permissive, untrusted or unknown',
            ),
        access: z =>
          z.string().describe('Whether the environment can use the role'),
        exposure: z => z.string().describe('Whether others can'),
      },
    },
    async handler(ctx) {
      const api = await UserApi.of(ctx, options);
      const found = await findMapping(api, ctx.input);
      const mapping = ctx.isDryRun
        ? found
        : await api.call((client, callOptions) =>
            client.assessMapping(found.id, callOptions),
          );
      ctx.logger.info(describeReport(mapping));
      const { status, access, exposure } = mapping.trust;
      putOut(ctx, {
        mappingId: mapping.id,
        status,
        access,
        exposure: exposure.verdict,
      });
    },
  });
}

/** The status, and every gate that isn't passed. */
function describeReport({ environment, trust, stale }: Mapping): string {
  return [
    `${stringifyEnvironmentRef(environment)} is ${trust.status}: access ${
      trust.access
    }, exposure ${trust.exposure.verdict}`,
    ...(stale
      ? [`This is what was known on ${stale.since}: ${stale.reason}`]
      : []),
    ...trust.gates
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ gate, message }) => `${gate.replaceAll('-', ' ')}: ${message}`),
  ].join('\n');
}
