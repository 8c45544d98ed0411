/** How the process has fared since it was last asked. */
export interface BackendFigures {
  /** Milliseconds. */
  eventLoop: { p50: number; p99: number; max: number };
  /** Bytes, the most since the process started. */
  peakRss: number;
  /** Seconds of CPU. */
  cpu: number;
}
