import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  AcceptanceRequest,
  canAcceptFinding,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { Caller, requireMembership } from '../access/ownership';
import { SourceStore } from '../assessment/sources/SourceStore';
import { Clock } from '../time/Clock';
import { MappingRegistry } from './MappingRegistry';
import { MappingStore } from './MappingStore';

/** A year, in milliseconds: whoever still means it says so again. */
const LONGEST_MS = 366 * 86_400_000;

/**
 * Lets owners accept findings of their mappings on purpose, for a time.
 *
 * @remarks
 * An acceptance is bound to the finding's fingerprint: it means nothing once the
 * statement says something else. Every change is followed by an assessment.
 */
export class FindingAcceptance {
  readonly #mappings: MappingStore;
  readonly #registry: MappingRegistry;
  readonly #clock: Clock;
  readonly #sources: Pick<SourceStore, 'makeDue'>;

  constructor(options: {
    mappings: MappingStore;
    registry: MappingRegistry;
    clock: Clock;
    sources: Pick<SourceStore, 'makeDue'>;
  }) {
    this.#mappings = options.mappings;
    this.#registry = options.registry;
    this.#clock = options.clock;
    this.#sources = options.sources;
  }

  /**
   * Accepts a finding of the latest report.
   *
   * @throws NotFoundError when the report has no such finding, ConflictError
   *   when it can't be accepted, InputError, NotAllowedError
   */
  async accept(
    mapping: Mapping,
    fingerprint: string,
    request: AcceptanceRequest,
    caller: Caller,
  ): Promise<Mapping> {
    requireMembership(caller, mapping.ownerRef ?? '');
    const finding = mapping.trust.findings.find(
      one => one.fingerprint === fingerprint,
    );
    if (!finding) {
      throw new NotFoundError(
        'The latest trust report has no such finding: look at it again',
      );
    }
    if (!canAcceptFinding(finding.code)) {
      throw new ConflictError(
        `The finding ${finding.code} can't be accepted: change the trust policy`,
      );
    }
    const now = this.#clock.now();
    await this.#mappings.accept(mapping.id, {
      fingerprint,
      reason: request.reason.trim(),
      until: untilOf(request, now),
      acceptedAt: now.toISOString(),
      acceptedBy: caller.userRef,
    });
    return this.#registry.assess(await this.#registry.find(mapping.id));
  }

  /** @throws NotFoundError when it isn't accepted, NotAllowedError */
  async withdraw(
    mapping: Mapping,
    fingerprint: string,
    caller: Caller,
  ): Promise<Mapping> {
    requireMembership(caller, mapping.ownerRef ?? '');
    if (!(await this.#mappings.withdraw(mapping.id, fingerprint))) {
      throw new NotFoundError('The finding is not accepted');
    }
    return this.#registry.assess(await this.#registry.find(mapping.id));
  }

  /**
   * Lets expired acceptances end: their findings count again as soon as a worker
   * has judged their mappings, by what is stored.
   */
  async expire(): Promise<void> {
    const organizations = await this.#mappings.endExpired(this.#clock.now());
    for (const name of organizations) {
      await this.#sources.makeDue({ kind: 'organization', name });
    }
  }
}

/** @throws InputError for a time that has passed or is too far ahead */
function untilOf({ reason, until }: AcceptanceRequest, now: Date): string {
  const time = Date.parse(until);
  const ahead = time - now.getTime();
  if (!(ahead > 0 && ahead <= LONGEST_MS)) {
    throw new InputError(
      `A finding can be accepted until a time at most a year ahead, not until ${until}`,
    );
  }
  if (reason.trim() === '') {
    throw new InputError('Say in a sentence why the finding is accepted');
  }
  return new Date(time).toISOString();
}
