import type { Clock } from "@tillwright/values";

/** A bar with rate and time left; on something that is no terminal a line every tenth of the way. */
export interface Progress {
  readonly advance: (done: number) => void;
  readonly finish: () => void;
}

/** Starts a progress display. `already` was done before this run and does not count towards the rate. */
export function startProgress(options: {
  readonly label: string;
  readonly total: number;
  readonly already: number;
  readonly clock: Clock;
  readonly out: { readonly isTTY?: boolean; write(text: string): unknown };
}): Progress {
  const { label, total, already, clock, out } = options;
  const started = clock.now();
  let lastShown = 0;
  let lastTenth = total === 0 ? 10 : Math.floor((already * 10) / total);

  function text(done: number): string {
    const seconds = Math.max((clock.now() - started) / 1000, 0.001);
    const rate = (done - already) / seconds;
    const left = rate > 0 ? duration((total - done) / rate) : "?";
    const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
    return `${label} ${done}/${total} ${percent} %  ${Math.round(rate)}/s  ${left} left`;
  }

  function advance(done: number): void {
    if (out.isTTY === true) {
      const now = clock.now();
      if (now - lastShown < 100 && done < total) return;
      lastShown = now;
      const filled = total === 0 ? 30 : Math.floor((done * 30) / total);
      out.write(`\r\u001b[2K${"█".repeat(filled)}${"░".repeat(30 - filled)} ${text(done)}`);
      return;
    }
    const tenth = total === 0 ? 10 : Math.floor((done * 10) / total);
    if (tenth > lastTenth) {
      lastTenth = tenth;
      out.write(`${text(done)}\n`);
    }
  }

  return {
    advance,
    finish: () => {
      if (out.isTTY === true) out.write("\n");
    },
  };
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
