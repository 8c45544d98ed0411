import { ClaimsTemplate } from '../claims/types';
import { Exposure } from '../trust-report/types';
import {
  coversAction,
  coversAssumption,
  coversPrincipal,
  namesAnyone,
  WEB_IDENTITY_ACTION,
} from './evaluateTrustPolicy';
import { compileTrustPolicy } from './compileTrustPolicy';
import { exactListsOf } from './exposure/exactLists';
import { automataOf } from './exposure/globAutomaton';
import { Grammar } from './exposure/grammar';
import { neighbourhoodOf } from './exposure/neighbourhood';
import { search } from './exposure/search';
import { TokenPolicy } from './exposure/tokenPolicy';
import { thinkableTokens } from './exposure/thinkable';
import { documentedTokens } from './exposure/universe';
import { Witnesses } from './exposure/witnesses';
import { ConcreteClaims, Intention, intentionOf } from './intention';
import { isImpossible, organizationOf, vendorless } from './issuableClaims';
import { PolicyStatement, TrustPolicy } from './types';

/** The most states of a search; real policies stay below a few thousand. */
const MOST_STATES = 100_000;

/** The most states when a stranger is found and only other kinds are missing. */
const ENOUGH_STATES = 3_000;

/**
 * Whether a trust policy admits anybody besides the intended claims: decided,
 * not sampled.
 *
 * @remarks
 * The policy's patterns cut all tokens into finitely many classes that no
 * condition tells apart; one token of each class is tried. First the tokens
 * that the issuer surely mints: an admitted one that nobody intended is a
 * witness, and the verdict is `wider`. Without any, the tokens that the
 * documentation leaves thinkable: if none is admitted either, the verdict is
 * `intended`. Else it is `undecided`, as it is when a condition that can't be
 * decided matters, when a statement names anybody at all, and when there are
 * more classes than can be tried.
 *
 * @param policy - a parsed trust policy
 * @param options - ARN of the issuer's identity provider in the role's account;
 *   the claims that are meant to be admitted
 * @public
 */
export function analyzeExposure(
  policy: TrustPolicy,
  options: { identityProviderArn: string; intended: ClaimsTemplate[] },
): Exposure {
  const { identityProviderArn, intended } = options;
  const relevant: TrustPolicy = {
    ...policy,
    statements: policy.statements.filter(
      statement =>
        coversAction(statement, WEB_IDENTITY_ACTION) &&
        coversPrincipal(statement, identityProviderArn) !== 'no',
    ),
  };
  const intention = intentionOf(intended);
  let uncertain = policy.statements.some(isOpenToAll);
  const lists = exactListsOf(relevant, identityProviderArn);
  if (!uncertain && lists.tokens?.every(token => intention(token) === 'yes')) {
    return { verdict: 'intended', witnesses: [] };
  }
  const whole = compileTrustPolicy(relevant);
  const witnesses = new Witnesses(
    intended,
    intention,
    claims =>
      whole.decide({
        principal: { federated: identityProviderArn },
        claims,
      }) === 'allow',
  );
  const wider = (): Exposure => ({
    verdict: 'wider',
    witnesses: witnesses.list(),
  });
  lists.tokens?.forEach(token => witnesses.offer(token));
  if (witnesses.size > 0) {
    return wider();
  }

  const near = neighbourhoodOf(intended);
  const look = (
    grammar: Grammar,
    foldsSubjects: boolean,
    visit: (claims: ConcreteClaims) => boolean,
  ) => {
    const tokens = new TokenPolicy(relevant, identityProviderArn);
    return search(
      grammar,
      automataOf(relevant, intended, { identityProviderArn, foldsSubjects }),
      {
        isLost: token => tokens.isLost(token),
        isRefused: token => tokens.isRefused(token),
        visit,
        limit: () => (witnesses.size > 0 ? ENOUGH_STATES : MOST_STATES),
      },
    );
  };
  const sawAll = look(
    documentedTokens(near, lists.audiences),
    false,
    claims => {
      if (!witnesses.offer(claims)) {
        uncertain ||= intention(claims) !== 'yes';
      }
      return witnesses.isComplete;
    },
  );
  if (witnesses.size > 0) {
    return wider();
  }
  if (uncertain || !sawAll) {
    return { verdict: 'undecided', witnesses: [] };
  }
  const sawRest = look(thinkableTokens(near), true, claims => {
    uncertain =
      !isImpossible(claims.audience, claims.subject) &&
      isMeant(claims, intention) !== 'yes';
    return uncertain;
  });
  return {
    verdict: uncertain || !sawRest ? 'undecided' : 'intended',
    witnesses: [],
  };
}

/**
 * Whether somebody means these claims to be admitted. When the two spell the
 * organization in different case, it is one organization or the token doesn't
 * exist: either spelling may be the intended one.
 */
function isMeant(
  { audience, subject }: ConcreteClaims,
  intention: (claims: ConcreteClaims) => Intention,
): Intention {
  const inAudience = vendorless(audience);
  const inSubject = organizationOf(subject);
  const asWritten = intention({ audience, subject });
  if (
    asWritten === 'yes' ||
    inSubject === undefined ||
    inSubject === inAudience ||
    inSubject.toLowerCase() !== inAudience.toLowerCase()
  ) {
    return asWritten;
  }
  const vendor = audience.slice(0, audience.length - inAudience.length);
  const answers = [
    intention({ audience: vendor + inSubject, subject }),
    intention({
      audience,
      subject: subject.replace(`:${inSubject}`, () => `:${inAudience}`),
    }),
  ];
  return answers.includes('yes') ? 'yes' : asWritten;
}

/**
 * Whether a statement names everybody in whatever way of assuming the role: who
 * then passes its conditions isn't a question of Pulumi's claims.
 */
function isOpenToAll(statement: PolicyStatement): boolean {
  return (
    statement.effect === 'Allow' &&
    namesAnyone(statement) &&
    coversAssumption(statement)
  );
}
