import { ChildProcess } from 'node:child_process';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Asks a child process, which answers with `answerAsks`. */
export class Asker {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: { answerTo?: number; answer?: unknown }) => {
      if (message?.answerTo !== undefined) {
        this.#waiting.get(message.answerTo)?.resolve(message.answer);
        this.#waiting.delete(message.answerTo);
      }
    });
    child.once('exit', () =>
      this.#waiting.forEach(({ reject }) =>
        reject(new Error('A process has ended before it answered')),
      ),
    );
  }

  ask<T>(question: string, details?: unknown): Promise<T> {
    const ask = ++this.#asked;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(ask, { resolve: one => resolve(one as T), reject });
      this.#child.send({ ask, question, details });
    });
  }
}

/** Answers whatever the parent process asks. */
export function answerAsks(
  answers: Record<string, (details: never) => unknown>,
): void {
  process.on(
    'message',
    async (message: { ask?: number; question: string; details: never }) => {
      if (message?.ask !== undefined) {
        process.send!({
          answerTo: message.ask,
          answer: await answers[message.question](message.details),
        });
      }
    },
  );
}
