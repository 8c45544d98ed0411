import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DEFAULT_ISSUER,
  PULUMI_NAME_PATTERN,
} from '@internal/backstage-plugin-esc-trust-common';
import { AssessmentConfig, readAssessmentConfig } from './readAssessmentConfig';
import {
  EventsConfig,
  HistoryConfig,
  NotificationsConfig,
  readEventsConfig,
  readHistoryConfig,
  readNotificationsConfig,
} from './readEventsConfig';
import {
  ProvisioningConfig,
  readProvisioningConfig,
} from './readProvisioningConfig';

/** A Pulumi organization, as configured. */
export interface OrganizationConfig {
  name: string;
  issuer: string;
  apiUrl: string;
  tokens: { read?: string; write?: string; open?: string };
  /** Where it stands in the configuration, for messages. */
  configKey: string;
}

/** The AWS partitions that accounts may be in. */
export const AWS_PARTITIONS = ['aws', 'aws-us-gov', 'aws-cn'] as const;

/** One of {@link AWS_PARTITIONS}. */
export type AwsPartition = (typeof AWS_PARTITIONS)[number];

/** An AWS account, as configured. */
export interface AccountConfig {
  accountId: string;
  title?: string;
  provisioningRoleName?: string;
  partition: AwsPartition;
}

/** The plugin's configuration, checked. */
export interface EscTrustConfig {
  organizations: OrganizationConfig[];
  accounts: AccountConfig[];
  assessment: AssessmentConfig;
  events: EventsConfig;
  notifications: NotificationsConfig;
  history: HistoryConfig;
  provisioning: ProvisioningConfig;
}

const DEFAULT_API_URL = 'https://api.pulumi.com';

/**
 * Reads `escTrust`.
 *
 * @throws InputError that names the key when a value is malformed
 */
export function readEscTrustConfig(rootConfig: Config): EscTrustConfig {
  const root = rootConfig.getOptionalConfig('escTrust');
  const organizations = (
    root?.getOptionalConfigArray('organizations') ?? []
  ).map(readOrganization);
  const accounts = (root?.getOptionalConfigArray('accounts') ?? []).map(
    readAccount,
  );
  const assessment = readAssessmentConfig(
    root?.getOptionalConfig('assessment'),
  );
  const provisioning = readProvisioningConfig(
    root?.getOptionalConfig('provisioning'),
  );
  refuseTwice(
    organizations.map(o => o.name),
    'escTrust.organizations',
  );
  refuseTwice(
    accounts.map(a => a.accountId),
    'escTrust.accounts',
  );
  return {
    organizations,
    accounts,
    assessment,
    events: readEventsConfig(root?.getOptionalConfig('events')),
    notifications: readNotificationsConfig(
      root?.getOptionalConfig('notifications'),
    ),
    history: readHistoryConfig(root?.getOptionalConfig('history')),
    provisioning,
  };
}

function readOrganization(config: Config, index: number): OrganizationConfig {
  const configKey = `escTrust.organizations[${index}]`;
  const name = config.getString('name');
  if (!PULUMI_NAME_PATTERN.test(name)) {
    throw new InputError(
      `${configKey}.name is not the name of an organization`,
    );
  }
  const issuer = config.getOptionalString('issuer') ?? DEFAULT_ISSUER;
  if (!/^https:\/\/[^?#]+[^/?#]$/.test(issuer)) {
    throw new InputError(
      `${configKey}.issuer must be an https URL without a trailing slash`,
    );
  }
  const apiUrl = (
    config.getOptionalString('apiUrl') ?? DEFAULT_API_URL
  ).replace(/\/+$/, '');
  if (!URL.canParse(apiUrl)) {
    throw new InputError(`${configKey}.apiUrl is not a URL`);
  }
  return {
    name,
    issuer,
    apiUrl,
    tokens: {
      read: config.getOptionalString('tokens.read'),
      write: config.getOptionalString('tokens.write'),
      open: config.getOptionalString('tokens.open'),
    },
    configKey,
  };
}

function readAccount(config: Config, index: number): AccountConfig {
  const accountId = config.getString('accountId');
  if (!/^\d{12}$/.test(accountId)) {
    throw new InputError(
      `escTrust.accounts[${index}].accountId must have 12 digits; quote it in YAML`,
    );
  }
  const partition = config.getOptionalString('partition') ?? 'aws';
  if (!isPartition(partition)) {
    throw new InputError(
      `escTrust.accounts[${index}].partition must be one of ${AWS_PARTITIONS.join(
        ', ',
      )}`,
    );
  }
  return {
    accountId,
    partition,
    title: config.getOptionalString('title'),
    provisioningRoleName: config.getOptionalString('provisioningRoleName'),
  };
}

function isPartition(text: string): text is AwsPartition {
  return (AWS_PARTITIONS as readonly string[]).includes(text);
}

function refuseTwice(names: string[], key: string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(`${key} lists ${twice} twice`);
  }
}
