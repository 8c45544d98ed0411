import { statementsOf, stringsOf, parsePolicy } from './policy/document';
import { malformedPolicy } from './errors';
import { providerName } from './iam/identityProviders';
import type { ArnLag } from './replica';
import { Replica } from './replica';
import type { SimulatedAccount } from './state/account';
import type { SimulatedAws } from './state/aws';
import type { Form } from './wire/form';

/**
 * How far readers lag behind what was written to IAM, counted in reads and not
 * in time, so that every run is the same. Nothing lags by default.
 *
 * A role counts with all that belongs to it: trust policy, tags, policies and
 * boundary. Only calls of the API lag behind; what a test changes directly is
 * there at once.
 *
 * @public
 */
export interface Consistency {
  /**
   * How many of the next reads (Get, List) of a role or identity provider
   * still show the state before a write; by its ARN, or for all. A further
   * write starts the count again, from the state that is shown. Trust policies
   * that refer to something new are refused as often.
   */
  lagReads: ArnLag;

  /** The same for AssumeRole and AssumeRoleWithWebIdentity. */
  lagLogins: ArnLag;

  /** Shows everything at once. */
  settle(): void;
}

/** The consistency of one simulator, with what its handlers need. */
export class LaggingConsistency implements Consistency {
  lagReads: ArnLag = 0;
  lagLogins: ArnLag = 0;
  private readonly readers = new Replica(() => this.lagReads);
  private readonly logins = new Replica(() => this.lagLogins);

  settle(): void {
    this.readers.clear();
    this.logins.clear();
  }

  /** Runs an action of IAM: a read on what readers see, a write on the truth. */
  iam<T>(
    call: {
      account: SimulatedAccount;
      action: string;
      form: Form;
      write: boolean;
    },
    run: (account: SimulatedAccount) => T,
  ): T {
    const { account, action, form, write } = call;
    const place = placeOf(account, action, form);
    if (!write) {
      return run(this.readers.see(account, place));
    }
    this.checkPrincipals(
      form.text('AssumeRolePolicyDocument') ?? form.text('PolicyDocument'),
    );
    const written = [this.readers, this.logins].map(replica =>
      replica.beforeWrite(account, place),
    );
    const result = run(account);
    written.forEach(commit => commit());
    return result;
  }

  /** Accounts as STS sees them for one login with a role. */
  forLogin(
    aws: SimulatedAws,
    roleArn: string | undefined,
  ): Pick<SimulatedAws, 'findAccount'> {
    const roleName = roleArn?.slice(roleArn.lastIndexOf('/') + 1) ?? '';
    return {
      findAccount: accountId => {
        const account = aws.findAccount(accountId);
        return account && this.logins.see(account, { roleName, provider: '*' });
      },
    };
  }

  /** AWS refuses a principal that has not reached every replica. */
  private checkPrincipals(document: string | undefined): void {
    for (const { Principal } of statementsOf(
      parsePolicy(document ?? '') ?? {},
    )) {
      const kinds = (Principal ?? {}) as Record<string, unknown>;
      for (const kind of ['Federated', 'AWS']) {
        const unseen = stringsOf(kinds[kind]).find(arn =>
          this.readers.isUnseen(arn),
        );
        if (unseen) {
          throw malformedPolicy(
            `Invalid principal in policy: "${kind.toUpperCase()}":"${unseen}"`,
          );
        }
      }
    }
  }
}

/** What an action names; a list names all. */
function placeOf(account: SimulatedAccount, action: string, form: Form) {
  const url = form.text('Url');
  const arn = form.text('OpenIDConnectProviderArn');
  const prefix = account.arn('iam', 'oidc-provider/');
  const named = arn?.startsWith(prefix) ? arn.slice(prefix.length) : undefined;
  return {
    roleName: action === 'ListRoles' ? '*' : form.text('RoleName'),
    provider:
      action === 'ListOpenIDConnectProviders'
        ? '*'
        : named ?? (url === undefined ? undefined : providerName(url)),
  };
}
