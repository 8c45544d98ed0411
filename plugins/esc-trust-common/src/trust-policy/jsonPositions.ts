/** A way into a JSON value: keys of objects and indices of lists. */
export type JsonPath = ReadonlyArray<string | number>;

/** A place in a text; both count from 1, columns in UTF-16 units. */
export interface TextPosition {
  line: number;
  column: number;
}

/** Writes a path as `Statement[1].Condition`. */
export function renderPath(path: JsonPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') {
        return `[${step}]`;
      }
      if (!/^[A-Za-z_]\w*$/.test(step)) {
        return `[${JSON.stringify(step)}]`;
      }
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** The line and column of a place in a text. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  return {
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
  };
}

/** An object or list that is open, and the way to the value being read. */
interface Frame {
  isList: boolean;
  step: string | number | undefined;
  /** Where the key was, to point at rather than at its value. */
  keyOffset?: number;
}

/**
 * Where a value stands in valid JSON: at its key, or at itself in a list.
 *
 * @returns an offset in UTF-16 units; the nearest value around it when the path
 *   leads nowhere, as for an element that is missing
 */
export function offsetOfPath(json: string, path: JsonPath): number {
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  const frames: Frame[] = [];
  let nearest = Math.max(json.search(/\S/), 0);
  let nearestDepth = 0;
  for (let token = tokens.exec(json); token; token = tokens.exec(json)) {
    const [text] = token;
    const frame = frames[frames.length - 1];
    if (text === '}' || text === ']') {
      frames.pop();
    } else if (text === ',') {
      frame.step = typeof frame.step === 'number' ? frame.step + 1 : undefined;
    } else if (frame && !frame.isList && frame.step === undefined) {
      frame.step = JSON.parse(text);
      frame.keyOffset = token.index;
    } else if (text !== ':') {
      const depth = frames.length;
      if (depth > nearestDepth && isOnPath(frames, path)) {
        nearest = frame.keyOffset ?? token.index;
        nearestDepth = depth;
        if (depth === path.length) {
          return nearest;
        }
      }
      if (text === '{' || text === '[') {
        const isList = text === '[';
        frames.push({ isList, step: isList ? 0 : undefined });
      }
    }
  }
  return nearest;
}

function isOnPath(frames: Frame[], path: JsonPath): boolean {
  return (
    frames.length <= path.length &&
    frames.every((frame, index) => frame.step === path[index])
  );
}
