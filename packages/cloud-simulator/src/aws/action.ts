import type { SimulatedAccount } from './state/account';
import type { AwsIdentity } from './state/credentials';
import type { Form } from './wire/form';
import type { XmlValue } from './wire/xml';

/** A call whose signature was verified. */
export interface SignedCall {
  form: Form;
  /** The account that follows from the credentials. */
  account: SimulatedAccount;
  identity: AwsIdentity;
}

/** Does one action, gives what goes into its `…Result` element, if any. */
export type Action<C> = (call: C) =>
  | { [element: string]: XmlValue }
  | void
  | Promise<{
      [element: string]: XmlValue;
    }>;
