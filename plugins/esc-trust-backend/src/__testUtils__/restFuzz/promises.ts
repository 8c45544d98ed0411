import { requestBreaches } from '../apiContract';
import { FuzzRequest } from './requests';
import { FuzzAnswer } from './send';

/** What the validator says, as opposed to a handler. */
const MALFORMED =
  /^(request[ /]|'kind' must|Unknown query|Empty value|unsupported|Unexpected|Parameter )/;

/**
 * Says which promise an answer breaks, whatever the document says about its
 * form: nothing fails inside, nothing is taken that the document refuses, and
 * nothing is refused as malformed that it allows.
 */
export function looseEnds(request: FuzzRequest, answer: FuzzAnswer): string[] {
  const { status, body } = answer;
  const problems: string[] = [];
  if (status >= 500) {
    problems.push(`${request.route} failed with ${status}: ${body}`);
  }
  if (status < 300) {
    problems.push(
      ...requestBreaches(request).map(
        breach => `${request.route} took a request that ${breach}`,
      ),
    );
  }
  if (status === 400 && request.breaks.length === 0) {
    const { message } = JSON.parse(body).error;
    if (MALFORMED.test(message)) {
      problems.push(`${request.route} refused an allowed request: ${message}`);
    }
  }
  return problems;
}
