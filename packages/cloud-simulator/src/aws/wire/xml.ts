/** What an answer may hold: lists become `member` elements. */
export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | undefined
  | XmlValue[]
  | { [element: string]: XmlValue };

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

function render(value: XmlValue): string {
  if (value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(one => `<member>${render(one)}</member>`).join('');
  }
  if (value instanceof Date) {
    return value.toISOString().replace(/\.\d+Z$/, 'Z');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, content]) => content !== undefined)
      .map(([name, content]) => `<${name}>${render(content)}</${name}>`)
      .join('');
  }
  return String(value).replace(/[&<>"\r]/g, char => escapes[char]);
}

/** The answer to an action that succeeded. */
export function successXml(
  action: string,
  namespace: string,
  result: { [element: string]: XmlValue } | undefined,
  requestId: string,
): string {
  const content = render({
    ...(result && { [`${action}Result`]: result }),
    ResponseMetadata: { RequestId: requestId },
  });
  return `<${action}Response xmlns="${namespace}">${content}</${action}Response>`;
}

/** The answer to an action that was refused. */
export function errorXml(
  namespace: string,
  error: { code: string; message: string; status: number },
  requestId: string,
): string {
  const content = render({
    Error: {
      Type: error.status >= 500 ? 'Receiver' : 'Sender',
      Code: error.code,
      Message: error.message,
    },
    RequestId: requestId,
  });
  return `<ErrorResponse xmlns="${namespace}">${content}</ErrorResponse>`;
}

/** How IAM writes policy documents into its answers: RFC 3986. */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
