/** A statement of a permissions policy. */
export interface PermissionStatement {
  effect: 'Allow' | 'Deny';
  /** In lower case: IAM compares actions without regard to case. */
  actions: string[];
  /** Whether it is about all actions but these. */
  notActions: boolean;
  resources: string[];
  /** Whether it is about all resources but these. */
  notResources: boolean;
}

/** A permissions policy that is understood, or why it isn't. */
export type ReadPermissions =
  | { statements: PermissionStatement[] }
  | { problem: string };

const POLICY_KEYS = ['Version', 'Id', 'Statement'];
const STATEMENT_KEYS = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
/** All actions, or those of a service. */
const ACTION = /^(?:\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+)$/;

/**
 * Reads the document of a permissions policy by the IAM User Guide's grammar.
 * What isn't understood has a problem and is never guessed at.
 *
 * @param document - an object, or its JSON text, also URL-encoded as IAM
 *   returns it
 */
export function readPermissions(document: unknown): ReadPermissions {
  const value = typeof document === 'string' ? parse(document) : document;
  if (!isObject(value)) {
    return { problem: 'it is not a JSON object' };
  }
  const other = Object.keys(value).find(key => !POLICY_KEYS.includes(key));
  if (other !== undefined) {
    return { problem: `it has the unknown key "${other}"` };
  }
  if (
    value.Version !== undefined &&
    value.Version !== '2012-10-17' &&
    value.Version !== '2008-10-17'
  ) {
    return { problem: 'its Version is unknown' };
  }
  const entries = [value.Statement].flat();
  if (value.Statement === undefined || entries.length === 0) {
    return { problem: 'it has no Statement' };
  }
  const statements: PermissionStatement[] = [];
  for (const [index, entry] of entries.entries()) {
    const statement = readStatement(entry);
    if (typeof statement === 'string') {
      return { problem: `statement ${index + 1} ${statement}` };
    }
    statements.push(statement);
  }
  return { statements };
}

/** Answers the statement, or what is wrong with it. */
function readStatement(entry: unknown): PermissionStatement | string {
  if (!isObject(entry)) {
    return 'is not an object';
  }
  const other = Object.keys(entry).find(key => !STATEMENT_KEYS.includes(key));
  if (other !== undefined) {
    return `has the key "${other}", which permissions policies don't have`;
  }
  const { Effect: effect } = entry;
  if (effect !== 'Allow' && effect !== 'Deny') {
    return 'has no Effect of Allow or Deny';
  }
  const notActions = entry.NotAction !== undefined;
  if (notActions === (entry.Action !== undefined)) {
    return 'needs either Action or NotAction';
  }
  const notResources = entry.NotResource !== undefined;
  if (notResources === (entry.Resource !== undefined)) {
    return 'needs either Resource or NotResource';
  }
  const actions = textsOf(entry.Action ?? entry.NotAction);
  if (!actions || !actions.every(action => ACTION.test(action))) {
    return 'has something that is no action, such as s3:GetObject';
  }
  const resources = textsOf(entry.Resource ?? entry.NotResource);
  if (
    !resources ||
    !resources.every(r => r === '*' || /^arn:/.test(r) || /^[*?]/.test(r))
  ) {
    return 'has something that is no resource: use an ARN or *';
  }
  if (entry.Condition !== undefined && !isObject(entry.Condition)) {
    return 'has a Condition that is not an object';
  }
  return {
    effect,
    actions: actions.map(action => action.toLocaleLowerCase('en-US')),
    notActions,
    resources,
    notResources,
  };
}

function textsOf(value: unknown): string[] | undefined {
  const list = [value].flat();
  return list.length > 0 && list.every(item => typeof item === 'string')
    ? (list as string[])
    : undefined;
}

function parse(text: string): unknown {
  for (const json of [text, decode(text)]) {
    try {
      return JSON.parse(json);
    } catch {
      // The other form may be the one.
    }
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
