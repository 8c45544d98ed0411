import { checkAwsLogin, readOidcLogin } from '../definition/awsLogin';
import type { CallExpression, Expression } from '../definition/expressions';
import { providerNames } from '../definition/functions';
import type { EscValue } from '../definition/values';
import { anywhere, unknownValue } from '../definition/values';
import { LoginRefused } from './context';
import type { EvaluationScope } from './expressionEvaluator';

/** Opens a provider, or only checks its inputs. */
export async function openProvider(
  call: CallExpression,
  inputs: EscValue,
  scope: EvaluationScope,
): Promise<EscValue> {
  const opens = call.name.startsWith('fn::open');
  const fail = (message: string, at: Expression = call) => {
    const { source } = scope.definition;
    scope.diagnostics.push(source.error(message, at.span, call.path));
    return unknownValue;
  };
  if (opens && !providerNames.includes(call.provider!)) {
    return fail(`unknown provider "${call.provider}"`);
  }
  if (!opens || call.provider !== 'aws-login') {
    // Rotators and other providers: what they need was evaluated, so nested
    // logins have happened; what they would give is not simulated.
    return scope.opening.login
      ? fail(`${call.name}: the simulator opens aws-login only`)
      : unknownValue;
  }
  const checked = checkAwsLogin(inputs);
  for (const { fields, message } of checked.problems) {
    fail(message, fieldOf(call.arg, fields));
  }
  if (checked.problems.length > 0) {
    return unknownValue;
  }
  if (checked.static) {
    return { value: checked.static, secret: true };
  }
  if (!scope.opening.login) {
    return loginOutputs(() => unknownValue);
  }
  if (!checked.oidc) {
    return fail('one of oidc and static is required');
  }
  if (anywhere(inputs, 'unknown')) {
    // An input failed, which was told where it happened.
    return unknownValue;
  }
  try {
    const result = await scope.opening.login({
      place: scope.place,
      environment: scope.environment,
      path: call.path,
      login: readOidcLogin(checked.oidc),
    });
    return loginOutputs(name => ({ value: result[name], secret: true }));
  } catch (error) {
    if (error instanceof LoginRefused) {
      return fail(error.message);
    }
    throw error;
  }
}

function loginOutputs(
  output: (
    name: 'accessKeyId' | 'secretAccessKey' | 'sessionToken',
  ) => EscValue,
): EscValue {
  return {
    value: {
      accessKeyId: output('accessKeyId'),
      secretAccessKey: output('secretAccessKey'),
      sessionToken: output('sessionToken'),
    },
  };
}

/** The expression of a field, as near as it is written out. */
function fieldOf(arg: Expression, fields: string[]): Expression {
  let found = arg;
  for (const field of fields) {
    const child =
      found.kind === 'object' ? found.entries.get(field) : undefined;
    if (!child) {
      return found;
    }
    found = child;
  }
  return found;
}
