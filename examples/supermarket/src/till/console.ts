import { createInterface, emitKeypressEvents, type Interface } from "node:readline";

/** The keyboard and the screen of the till: lines in, lines out. */
export interface Console {
  /** The next line typed, without blanks around it; `null` when there is no more. */
  readonly ask: (prompt: string) => Promise<string | null>;
  readonly say: (...lines: readonly string[]) => void;
  readonly close: () => void;
}

/** What each function key types. */
export type KeyMap = Readonly<Record<string, string>>;

/**
 * Reads from a terminal, or from a pipe, where each line is echoed so that a transcript reads like a session. Ctrl-C and
 * the end of the input both end the session.
 */
export function openConsole(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  keys: KeyMap,
): Console {
  const terminal = input.isTTY === true && output.isTTY === true;
  const reader = createInterface({ input, output, terminal });
  const lines: string[] = [];
  let ended = false;
  let waiting: ((line: string | null) => void) | null = null;

  reader.on("line", (line) => {
    if (waiting === null) lines.push(line);
    else give(line);
  });
  reader.on("SIGINT", () => reader.close());
  reader.on("close", () => {
    ended = true;
    give(null);
  });
  if (terminal) listenForKeys(input, reader, keys);

  function give(line: string | null): void {
    const receiver = waiting;
    waiting = null;
    receiver?.(line);
  }

  async function ask(prompt: string): Promise<string | null> {
    if (terminal) {
      reader.setPrompt(prompt);
      reader.prompt();
    } else {
      output.write(prompt);
    }
    const ready = lines.shift();
    const line =
      ready ?? (ended ? null : await new Promise<string | null>((give) => (waiting = give)));
    if (!terminal) output.write(`${line ?? ""}\n`);
    return line === null ? null : line.trim();
  }

  return {
    ask,
    say: (...texts) => {
      output.write(texts.map((text) => `${text}\n`).join(""));
    },
    close: () => reader.close(),
  };
}

/** A function key clears what was typed and enters its command. */
function listenForKeys(input: NodeJS.ReadStream, reader: Interface, keys: KeyMap): void {
  emitKeypressEvents(input, reader);
  input.on("keypress", (_text: string | undefined, key: { name?: string } | undefined) => {
    const command = key?.name === undefined ? undefined : keys[key.name];
    if (command === undefined) return;
    reader.write(null, { ctrl: true, name: "u" });
    reader.write(`${command}\n`);
  });
}
