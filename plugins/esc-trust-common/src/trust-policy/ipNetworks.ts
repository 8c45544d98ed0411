/** An IP network: its first address, byte by byte, and the bits that count. */
export interface IpNetwork {
  /** 4 bytes for IPv4, 16 for IPv6. */
  bytes: number[];
  prefixLength: number;
}

/**
 * Reads an address or a network in CIDR form.
 *
 * @remarks
 * Rule: IAM User Guide, IP address condition operators; without a prefix it is
 * one address, /32 or /128.
 *
 * @returns `undefined` for what is neither
 */
export function parseNetwork(text: string): IpNetwork | undefined {
  const [address, prefix, ...rest] = text.split('/');
  const bytes = parseAddress(address);
  if (!bytes || rest.length > 0) {
    return undefined;
  }
  const bits = bytes.length * 8;
  if (prefix === undefined) {
    return { bytes, prefixLength: bits };
  }
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits
    ? { bytes, prefixLength: Number(prefix) }
    : undefined;
}

/** The bytes of an IPv4 or IPv6 address. */
export function parseAddress(text: string): number[] | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** Whether an address lies in a network of its own family. */
export function isInNetwork(address: number[], network: IpNetwork): boolean {
  const { bytes, prefixLength } = network;
  return (
    address.length === bytes.length &&
    bytes.every((byte, index) => {
      const counting = Math.min(8, Math.max(0, prefixLength - index * 8));
      const mask = 0xff & (0xff << (8 - counting));
      return (byte & mask) === (address[index] & mask);
    })
  );
}

function parseIpv4(text: string): number[] | undefined {
  const parts = text.split('.');
  return parts.length === 4 &&
    // A leading zero could mean an octal number; nobody reads it alike.
    parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
    ? parts.map(Number)
    : undefined;
}

function parseIpv6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) {
    return undefined;
  }
  const [head, tail] = halves.map((half, index) =>
    parseGroups(half, index === halves.length - 1),
  );
  if (!head || (halves.length === 2 && !tail)) {
    return undefined;
  }
  const missing = 16 - head.length - (tail?.length ?? 0);
  // `::` stands for at least one group.
  if (halves.length === 2 ? missing < 2 : missing !== 0) {
    return undefined;
  }
  return [...head, ...new Array<number>(missing).fill(0), ...(tail ?? [])];
}

/** Groups of 16 bits; the last may be written as an IPv4 address. */
function parseGroups(text: string, isLast: boolean): number[] | undefined {
  if (text === '') {
    return [];
  }
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const embedded =
      isLast && index === groups.length - 1 && group.includes('.')
        ? parseIpv4(group)
        : undefined;
    if (embedded) {
      bytes.push(...embedded);
    } else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else {
      return undefined;
    }
  }
  return bytes;
}
