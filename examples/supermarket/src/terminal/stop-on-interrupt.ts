/** Notices Ctrl-C, so that work in hand is finished before the program stops. A second Ctrl-C stops at once. */
export function stopOnInterrupt(): { readonly asked: () => boolean; readonly done: () => void } {
  let asked = false;
  const onSignal = () => {
    if (asked) process.exit(130);
    asked = true;
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    asked: () => asked,
    done: () => {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}
