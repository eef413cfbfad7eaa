/** What a command line needs of the world. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly writeFile: (path: string, bytes: Uint8Array | string) => Promise<void>;
}

/**
 * How the program ends: 0 done, 1 something went wrong, 2 asked wrongly, 3 not printed and nothing was sent, 4 nobody knows whether it is
 * on paper. Only after 3 may a script try again by itself.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** Ends the program with a message and a code. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}
