import {
  DeprovisionRequest,
  ProvisionRequest,
  RepairRequest,
} from '../operationTypes';
import { Account } from '../accountTypes';
import {
  GroupCounts,
  HistoryEntry,
  MappingChange,
  Summary,
} from '../mappingChangeTypes';
import {
  OwnerProvisioningOptions,
  ProvisioningChoice,
  ProvisioningOptions,
} from '../provisioningOptionTypes';
import {
  Acceptance,
  AcceptanceRequest,
  Mapping,
  MappingQuery,
  Verification,
} from '../types';
import { openApiDocument } from './openApiDocument';

/** Names every field of a type: the compiler refuses one more or less. */
type Fields<T> = Record<keyof Required<T>, true>;

const { schemas } = openApiDocument.components;

describe('openApiDocument', () => {
  it.each<[string, { properties: object }, object]>([
    [
      'ProvisionRequest',
      schemas.ProvisionRequest,
      {
        kind: true,
        environment: true,
        accountId: true,
        ownerRef: true,
        entityRefs: true,
        role: true,
        login: true,
        configureEnvironment: true,
        adoptRole: true,
        dryRun: true,
        planDigest: true,
      } satisfies Fields<ProvisionRequest>,
    ],
    [
      'ProvisionRequest.role',
      schemas.ProvisionRequest.properties.role,
      {
        name: true,
        description: true,
        managedPolicyArns: true,
        inlinePolicy: true,
        permissionsBoundaryArn: true,
        maxSessionDuration: true,
        tags: true,
      } satisfies Fields<NonNullable<ProvisionRequest['role']>>,
    ],
    [
      'ProvisionRequest.login',
      schemas.ProvisionRequest.properties.login,
      {
        path: true,
        subjectAttributes: true,
        duration: true,
        sessionName: true,
        policyArns: true,
      } satisfies Fields<NonNullable<ProvisionRequest['login']>>,
    ],
    [
      'MappingOperationRequest',
      schemas.MappingOperationRequest,
      {
        kind: true,
        mappingId: true,
        dryRun: true,
        planDigest: true,
      } satisfies Fields<RepairRequest> & Fields<DeprovisionRequest>,
    ],
    [
      'Mapping',
      schemas.Mapping,
      {
        id: true,
        environment: true,
        loginPath: true,
        roleArn: true,
        accountId: true,
        ownerRef: true,
        entityRefs: true,
        source: true,
        trust: true,
        stale: true,
        acceptances: true,
        lastVerified: true,
        createdAt: true,
        createdBy: true,
        updatedAt: true,
      } satisfies Fields<Mapping>,
    ],
    [
      'MappingChange',
      schemas.MappingChange,
      { ownerRef: true, entityRefs: true } satisfies Fields<MappingChange>,
    ],
    [
      'Acceptance',
      schemas.Acceptance,
      {
        fingerprint: true,
        reason: true,
        until: true,
        acceptedAt: true,
        acceptedBy: true,
      } satisfies Fields<Acceptance>,
    ],
    [
      'AcceptanceRequest',
      schemas.AcceptanceRequest,
      { reason: true, until: true } satisfies Fields<AcceptanceRequest>,
    ],
    [
      'Account',
      schemas.Account,
      {
        accountId: true,
        title: true,
        partition: true,
        lastTriedAt: true,
        lastGoodAt: true,
        failure: true,
      } satisfies Fields<Account>,
    ],
    [
      'HistoryEntry',
      schemas.HistoryEntry,
      {
        at: true,
        statusBefore: true,
        status: true,
        access: true,
        exposure: true,
        findings: true,
      } satisfies Fields<HistoryEntry>,
    ],
    [
      'Summary',
      schemas.Summary,
      {
        totalItems: true,
        status: true,
        access: true,
        exposure: true,
        organizations: true,
        accounts: true,
        owners: true,
      } satisfies Fields<Summary>,
    ],
    [
      'GroupCounts',
      schemas.GroupCounts,
      {
        name: true,
        totalItems: true,
        status: true,
      } satisfies Fields<GroupCounts>,
    ],
    [
      'Verification',
      schemas.Verification,
      {
        at: true,
        outcome: true,
        openedBy: true,
        gate: true,
        message: true,
      } satisfies Fields<Verification>,
    ],
    [
      'ProvisioningOptions',
      schemas.ProvisioningOptions,
      {
        owners: true,
        role: true,
        login: true,
      } satisfies Fields<ProvisioningOptions>,
    ],
    [
      'ProvisioningOptions.role',
      schemas.ProvisioningOptions.properties.role,
      {
        path: true,
        nameTemplate: true,
        customNames: true,
        requiredTags: true,
        fixedTags: true,
        managedPolicies: true,
      } satisfies Fields<ProvisioningOptions['role']>,
    ],
    [
      'OwnerProvisioningOptions',
      schemas.OwnerProvisioningOptions,
      {
        ownerRef: true,
        choices: true,
      } satisfies Fields<OwnerProvisioningOptions>,
    ],
    [
      'ProvisioningChoice',
      schemas.ProvisioningChoice,
      {
        accounts: true,
        projects: true,
        inlinePolicies: true,
        allowedServices: true,
        maxSessionDuration: true,
      } satisfies Fields<ProvisioningChoice>,
    ],
  ])('%s has the fields of its type', (_, schema, fields) => {
    expect(Object.keys(schema.properties).sort()).toEqual(
      Object.keys(fields).sort(),
    );
  });

  it('has the filters of its type', () => {
    const named = openApiDocument.paths['/mappings'].get.parameters.map(
      parameter => parameter.name,
    );
    const fields = {
      entityRef: true,
      ownerRef: true,
      environment: true,
      organization: true,
      project: true,
      accountId: true,
      roleName: true,
      status: true,
      access: true,
      exposure: true,
      finding: true,
      source: true,
      q: true,
      orderField: true,
      limit: true,
      cursor: true,
    } satisfies Fields<MappingQuery>;
    expect([...named].sort()).toEqual(Object.keys(fields).sort());
  });

  it('refers to schemas that exist only', () => {
    const names = [
      ...JSON.stringify(openApiDocument).matchAll(
        /#\/components\/schemas\/([A-Za-z]+)/g,
      ),
    ].map(match => match[1]);
    expect(names).not.toEqual([]);
    for (const name of new Set(names)) {
      expect(schemas).toHaveProperty(name);
    }
  });
});
