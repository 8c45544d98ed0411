import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { escTrustApiRef } from '../api';
import { isDenied } from '../model/errors/isDenied';
import { LAB_EXAMPLES } from '../model/lab/labExamples';
import { LabInput } from '../model/lab/labInput';
import { readLabHash, toLabInput } from '../model/lab/labLink';
import { labOfRole } from '../model/lab/labOfRole';
import { roleName } from '../model/roles/roleName';

/** What the lab starts with came with a remark. */
export type LabNotice = 'link' | 'policy' | 'role';

/** What the policy lab starts with. */
export interface LabStart {
  /** Absent while a role is loaded, and when it can't be. */
  input?: LabInput;
  /** Another one for each start. */
  number: number;
  notice?: LabNotice;
  /** Why the role can't be loaded. */
  error?: Error;
}

const DRAFT = 'esc-trust/policy-lab';

/**
 * What the policy lab starts with: what the address asks for, else what this tab
 * of the browser held last, else an example.
 *
 * @remarks
 * What the address asked for is taken out of it: a reload shall not undo what was
 * changed since. The draft stays in this tab of the browser.
 */
export function useLabStart() {
  const api = useApi(escTrustApiRef);
  const navigate = useNavigate();
  const { pathname, hash, search } = useLocation();
  const isAsked = asks(hash, search);
  const [attempt, setAttempt] = useState(0);
  const [start, setStart] = useState<LabStart>(() =>
    isAsked ? { number: 0 } : { number: 0, input: usualInput() },
  );

  useEffect(() => {
    if (!isAsked) {
      return undefined;
    }
    let isOvertaken = false;
    const begin = (next: Omit<LabStart, 'number'>) => {
      if (isOvertaken) {
        return;
      }
      setStart(({ number }) => ({ ...next, number: number + 1 }));
      if (next.input) {
        navigate(pathname, { replace: true });
      }
    };
    const linked = readLabHash(hash);
    if (linked) {
      begin(
        linked === 'unreadable'
          ? { input: usualInput(), notice: 'link' }
          : { input: linked },
      );
    } else {
      setStart(({ number }) => ({ number: number + 1 }));
      load(api, new URLSearchParams(search)).then(begin, error =>
        begin({ error: toError(error) }),
      );
    }
    return () => {
      isOvertaken = true;
    };
  }, [api, attempt, hash, isAsked, navigate, pathname, search]);

  return {
    start,
    retry: () => setAttempt(attempt + 1),
    startWithout: () => {
      setStart({ number: start.number + 1, input: usualInput() });
      navigate(pathname, { replace: true });
    },
  };
}

/** Keeps the draft for the next time that this tab shows the policy lab. */
export function keepDraft(input: LabInput): void {
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify(input));
  } catch {
    // A browser that keeps nothing: then the next visit starts anew.
  }
}

function usualInput(): LabInput {
  let draft: string | undefined;
  try {
    draft = sessionStorage.getItem(DRAFT) ?? undefined;
  } catch {
    // As above.
  }
  return toLabInput(draft) ?? LAB_EXAMPLES.correct;
}

function asks(hash: string, search: string): boolean {
  const query = new URLSearchParams(search);
  return (
    readLabHash(hash) !== undefined || query.has('role') || query.has('mapping')
  );
}

/** The role of `?role=accountId/roleName` or `?mapping=id`. */
async function load(
  api: EscTrustApi,
  query: URLSearchParams,
): Promise<Omit<LabStart, 'number'>> {
  const mappingId = query.get('mapping');
  const mapping = mappingId ? await api.getMapping(mappingId) : undefined;
  const [accountId = '', name = ''] = mapping
    ? [mapping.accountId, roleName(mapping.roleArn ?? '')]
    : (query.get('role') ?? '').split('/');
  if (mapping && (!accountId || !name)) {
    return { input: labOfRole(undefined, mapping), notice: 'policy' };
  }
  try {
    const role = await api.getRole(accountId, name);
    return {
      input: labOfRole(role, mapping),
      ...(role.trustPolicy ? {} : { notice: 'policy' }),
    };
  } catch (error) {
    // The mapping alone fills in the environment.
    if (mapping && isDenied(error)) {
      return { input: labOfRole(undefined, mapping), notice: 'role' };
    }
    throw error;
  }
}
