import { FleetSize } from './FleetPlan';

/** What the goals are about. */
const FULL: FleetSize = {
  seed: 20261123,
  accounts: 1_000,
  rolesPerAccount: 1_000,
  mappingsPerAccount: 100,
  organizations: 20,
};

/** Reads `--NAME=`. */
export function numberFrom(
  args: string[],
  name: string,
  fallback: number,
): number {
  const prefix = `--${name}=`;
  const text = args.find(arg => arg.startsWith(prefix));
  const value = text ? Number(text.slice(prefix.length)) : fallback;
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`--${name} takes a whole number`);
  }
  return value;
}

/** Reads `--seed=` and `--accounts=`; a smaller fleet is for trying things out. */
export function sizeFrom(
  args: string[],
  defaults: Partial<FleetSize> = {},
): FleetSize {
  const size = { ...FULL, ...defaults };
  const accounts = numberFrom(args, 'accounts', size.accounts);
  return {
    ...size,
    accounts,
    seed: numberFrom(args, 'seed', size.seed),
    organizations: Math.min(size.organizations, accounts),
  };
}

/** What a run is about, for people. */
export function describeSize(size: FleetSize): string {
  const { accounts, rolesPerAccount, mappingsPerAccount } = size;
  const count = (value: number) => value.toLocaleString('en-US');
  return `${count(accounts)} accounts, ${count(
    accounts * rolesPerAccount,
  )} roles, ${count(accounts * mappingsPerAccount)} mappings, ${
    size.organizations
  } organizations, seed ${size.seed}`;
}
