import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import {
  AcceptanceRequest,
  EscTrustApi,
  Mapping,
  MappingChange,
  MappingList,
  MappingQuery,
  Operation,
  OperationList,
  OperationRequest,
  Plan,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from '../src/testing/exampleMapping';
import { DevOperations } from './DevOperations';
import { EVERY_STATUS, LONG, MANY } from './exampleMappings';
import { ASSESSMENTS, REPAIRS } from './exampleRepairs';

const MAPPINGS: Record<string, Mapping[]> = {
  'component:default/every-status': EVERY_STATUS,
  'component:default/many': MANY,
  'component:default/long': LONG,
  'component:default/annotated': EVERY_STATUS.slice(0, 1),
  'component:default/repair': REPAIRS,
  'component:default/assess': ASSESSMENTS,
};

const ASSESSING_MS = 800;

/** Serves the example mappings: one entity for each state of the card. */
export class DevEscTrustApi implements Partial<EscTrustApi> {
  readonly #operations = new DevOperations();

  async listMappings(query: MappingQuery): Promise<MappingList> {
    const [entityRef] = query.entityRef ?? [];
    switch (entityRef) {
      case 'component:default/loading':
        return new Promise(() => {});
      case 'component:default/denied':
        throw new NotAllowedError('Unauthorized');
      case 'component:default/failing':
        throw new Error('The database is not reachable');
      default: {
        const items = MAPPINGS[entityRef] ?? [];
        return { items, totalItems: items.length, pageInfo: {} };
      }
    }
  }

  async getMapping(id: string): Promise<Mapping> {
    const operation = this.#operations.list().find(one => one.id === id);
    return operation?.state === 'succeeded' ? exampleMapping(id) : find(id);
  }

  async assessMapping(id: string): Promise<Mapping> {
    await new Promise(resolve => setTimeout(resolve, ASSESSING_MS));
    switch (id) {
      case 'acme/assess/works':
        return exampleMapping(id);
      case 'acme/assess/denied':
        throw new NotAllowedError('Unauthorized');
      case 'acme/assess/fails':
        throw new ServiceUnavailableError(
          'AWS account 111111111111 did not answer iam:GetRole within 10 seconds',
        );
      case 'acme/assess/stale':
        return {
          ...find(id),
          stale: {
            since: new Date(Date.now() - 3 * 3_600_000).toISOString(),
            reason: 'AWS account 111111111111 refuses iam:ListRoles.',
          },
        };
      default:
        return find(id);
    }
  }

  async verifyMapping(id: string): Promise<Mapping> {
    await new Promise(resolve => setTimeout(resolve, ASSESSING_MS));
    const mapping = find(id);
    const at = new Date().toISOString();
    if (mapping.trust.access === 'unknown') {
      throw new ServiceUnavailableError(
        'Verifying is off for the organization acme: its setting escTrust.organizations[0].tokens.open holds no access token',
      );
    }
    return {
      ...mapping,
      lastVerified:
        mapping.trust.access === 'fails'
          ? {
              at,
              outcome: 'failure',
              openedBy: 'acme-portal',
              gate: 'trust-policy',
              message:
                'AWS refuses the login aws.login: Not authorized to perform sts:AssumeRoleWithWebIdentity',
            }
          : { at, outcome: 'success', openedBy: 'acme-portal' },
    };
  }

  async forgetMapping(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, ASSESSING_MS));
  }

  async changeMapping(
    id: string,
    { ignored }: MappingChange,
  ): Promise<Mapping> {
    return { ...find(id), ignored };
  }

  async acceptFinding(
    id: string,
    fingerprint: string,
    request: AcceptanceRequest,
  ): Promise<Mapping> {
    const mapping = find(id);
    return {
      ...mapping,
      acceptances: [
        {
          ...request,
          fingerprint,
          acceptedAt: new Date().toISOString(),
          acceptedBy: 'user:default/guest',
        },
      ],
      trust: {
        ...mapping.trust,
        findings: mapping.trust.findings.map(finding =>
          finding.fingerprint === fingerprint
            ? { ...finding, accepted: true }
            : finding,
        ),
      },
    };
  }

  async withdrawAcceptance(id: string): Promise<Mapping> {
    return find(id);
  }

  async planOperation(request: OperationRequest): Promise<Plan> {
    return this.#operations.plan(request);
  }

  async startOperation(request: OperationRequest): Promise<Operation> {
    return this.#operations.start(request);
  }

  async getOperation(id: string): Promise<Operation> {
    return this.#operations.get(id);
  }

  async listOperations(): Promise<OperationList> {
    return { items: this.#operations.list() };
  }

  async cancelOperation(id: string): Promise<Operation> {
    return this.#operations.cancel(id);
  }
}

function find(id: string): Mapping {
  return Object.values(MAPPINGS)
    .flat()
    .find(mapping => mapping.id === id)!;
}
