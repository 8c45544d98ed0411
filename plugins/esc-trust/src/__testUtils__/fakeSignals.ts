import { SignalApi } from '@backstage/plugin-signals-react';
import { act } from '@testing-library/react';

/** Signals that a test sends by itself. */
export function fakeSignals() {
  const listeners: Array<{ channel: string; hear: (message: never) => void }> =
    [];
  const api: SignalApi = {
    subscribe(channel, hear) {
      const listener = { channel, hear };
      listeners.push(listener);
      return {
        unsubscribe: () => {
          listeners.splice(listeners.indexOf(listener), 1);
        },
      };
    },
  };
  return {
    api,
    send(channel: string, message: object) {
      act(() =>
        listeners
          .filter(listener => listener.channel === channel)
          .forEach(({ hear }) => hear(message as never)),
      );
    },
  };
}
