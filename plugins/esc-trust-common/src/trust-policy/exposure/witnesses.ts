import { ClaimsTemplate } from '../../claims/types';
import { Witness } from '../../trust-report/types';
import { ConcreteClaims, Intention } from '../intention';
import { isIssuable, vendorless } from '../issuableClaims';
import { STRANGER_KINDS, strangerDescriber, StrangerKind } from '../strangers';

/** The first token found of each kind of stranger. */
export class Witnesses {
  private readonly found = new Map<StrangerKind, Witness>();
  private readonly describe: ReturnType<typeof strangerDescriber>;
  private readonly organizations: Set<string>;

  constructor(
    intended: ClaimsTemplate[],
    private readonly intention: (claims: ConcreteClaims) => Intention,
    private readonly isAdmitted: (claims: ConcreteClaims) => boolean,
  ) {
    this.describe = strangerDescriber(intended);
    this.organizations = new Set(intended.map(t => vendorless(t.audience)));
  }

  /** How many kinds there are so far. */
  get size(): number {
    return this.found.size;
  }

  /** Whether there is a witness of every kind. */
  get isComplete(): boolean {
    return this.found.size === STRANGER_KINDS.length;
  }

  /** The witnesses, the farthest stranger first. */
  list(): Witness[] {
    return STRANGER_KINDS.flatMap(kind => this.found.get(kind) ?? []);
  }

  /**
   * Takes a token for a witness if it is one: surely minted, surely admitted
   * and surely not meant to be.
   *
   * @returns whether it is one, kept or not
   */
  offer(claims: ConcreteClaims): boolean {
    const { audience, subject } = claims;
    const isWitness =
      this.intention(claims) === 'no' &&
      isIssuable(audience, subject) &&
      !this.isTwin(vendorless(audience)) &&
      this.isAdmitted(claims);
    if (isWitness) {
      const { kind, why } = this.describe(claims);
      if (!this.found.has(kind)) {
        this.found.set(kind, { audience, subject, why });
      }
    }
    return isWitness;
  }

  /**
   * Whether case tells organizations apart is unverified: what differs in
   * nothing else from an intended one need not be another.
   */
  private isTwin(organization: string): boolean {
    return (
      !this.organizations.has(organization) &&
      [...this.organizations].some(
        o => o.toLowerCase() === organization.toLowerCase(),
      )
    );
  }
}
