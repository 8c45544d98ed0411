/** The sentence of a check, and AWS's own words. */
export interface GateMessage {
  /** What was found, and perhaps what to change. */
  sentence: string;
  /** What AWS answers when the environment is opened. */
  awsError?: string;
}

/** None of AWS's texts has quotation marks of its own. */
const AWS_SAYS = / AWS says "([^"]+)"\.(?=$| )/;

/**
 * Takes AWS's error out of the sentence of a check, to be shown by itself.
 *
 * @param message - of a gate of a trust report
 */
export function gateMessage(message: string): GateMessage {
  const found = AWS_SAYS.exec(message);
  return found
    ? { sentence: message.replace(AWS_SAYS, ''), awsError: found[1] }
    : { sentence: message };
}
