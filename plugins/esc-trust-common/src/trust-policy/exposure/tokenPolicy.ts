import { claimOfKey, evaluateCondition } from '../conditions';
import { CompiledTrustPolicy, compileTrustPolicy } from '../compileTrustPolicy';
import type { ConcreteClaims } from '../intention';
import { parseOperator, stringOperator } from '../operators';
import { Effect, PolicyCondition, TrustPolicy } from '../types';
import { TokenClass } from './search';

/** A condition that only AWS can decide. */
const CONCEALED: PolicyCondition = {
  operator: 'IpAddress',
  key: 'aws:SourceIp',
  values: ['192.0.2.0/24'],
};

/**
 * What a policy says to tokens, for all tokens of a class at once.
 *
 * @remarks
 * A class is one of the patterns of {@link automataOf}, and only of one pair of
 * automata: another one numbers its classes otherwise. Conditions that read
 * the claims in another way (policy variables, ARN operators) are taken as
 * undecidable, so that what is said of one token holds for its class.
 */
export class TokenPolicy {
  private readonly readable: CompiledTrustPolicy;
  private readonly anySubject: CompiledTrustPolicy;
  private readonly effects = new Map<string, Effect>();
  private readonly lost = new Map<number, boolean>();

  constructor(
    private readonly policy: TrustPolicy,
    private readonly identityProviderArn: string,
  ) {
    const isReadable = ({ operator, key, values }: PolicyCondition) =>
      !this.claimOf(key) ||
      parseOperator(operator).base === 'null' ||
      (stringOperator(parseOperator(operator)) !== undefined &&
        !(
          policy.version === '2012-10-17' && values.some(v => v.includes('${'))
        ));
    this.readable = this.concealed(condition => !isReadable(condition));
    this.anySubject = this.concealed(
      condition =>
        !isReadable(condition) || this.claimOf(condition.key) === 'subject',
    );
  }

  /** Whether no subject can be admitted beside an audience. */
  isLost({ audience, audienceClass }: TokenClass): boolean {
    let lost = this.lost.get(audienceClass);
    if (lost === undefined) {
      lost = isDenial(this.decide(this.anySubject, { audience, subject: '' }));
      this.lost.set(audienceClass, lost);
    }
    return lost;
  }

  /** Whether a token's class is surely refused. */
  isRefused(token: TokenClass): boolean {
    return isDenial(this.effectOn(token));
  }

  /** What the policy says to the whole class. */
  private effectOn(token: TokenClass): Effect {
    const key = `${token.audienceClass} ${token.subjectClass}`;
    let effect = this.effects.get(key);
    if (effect === undefined) {
      effect = this.decide(this.readable, token);
      this.effects.set(key, effect);
    }
    return effect;
  }

  private decide(
    policy: CompiledTrustPolicy,
    { audience, subject }: ConcreteClaims,
  ): Effect {
    return policy.decide({
      principal: { federated: this.identityProviderArn },
      claims: { audience, subject },
    });
  }

  private claimOf(key: string) {
    return claimOfKey(key, this.identityProviderArn);
  }

  /** The policy with some of its conditions made undecidable. */
  private concealed(hides: (condition: PolicyCondition) => boolean) {
    const hasVariables = this.policy.version === '2012-10-17';
    return compileTrustPolicy({
      ...this.policy,
      statements: this.policy.statements.map(statement => ({
        ...statement,
        conditions: statement.conditions.map(condition =>
          hides(condition) &&
          // What isn't understood at all makes its statement unknown, which is
          // more than one undecidable condition does.
          evaluateCondition(
            condition,
            {
              principal: { federated: this.identityProviderArn },
              claims: { audience: '', subject: '' },
            },
            hasVariables,
          ).understood
            ? CONCEALED
            : condition,
        ),
      })),
    });
  }
}

function isDenial(effect: Effect): boolean {
  return effect === 'implicit-deny' || effect === 'explicit-deny';
}
