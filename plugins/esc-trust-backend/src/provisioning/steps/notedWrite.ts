import { ApplyContext } from './ProvisioningStep';
import { isRefusal } from './refusal';

/**
 * Notes in the journal how to take a write back, then writes.
 *
 * @remarks
 * A write that surely had no effect leaves nothing to take back: its note goes
 * again. One that nobody answered may have taken effect.
 *
 * @param noted - the note as it was before this write
 * @param memo - the note with this write
 * @param write - nothing but the call
 */
export async function notedWrite<Memo>(
  { remember }: Pick<ApplyContext<Memo>, 'remember'>,
  noted: Memo | undefined,
  memo: Memo,
  write: () => Promise<void>,
): Promise<void> {
  await remember(memo);
  try {
    await write();
  } catch (error) {
    if (isRefusal(error)) {
      await remember(noted);
    }
    throw error;
  }
}
