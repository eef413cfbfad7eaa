import type { CommandPart } from "./escpos-command.js";
import { createPageHead, type PageHead } from "./page-head.js";
import type { PageArea } from "./paper.js";
import type { PrintHead } from "./print-head.js";
import { choice, signedAt, wordAt } from "./run-command.js";

/** Page mode: heads over areas, which are printed together. */
export interface Page {
  readonly head: () => PrintHead;
  /** Obeys a command that concerns the page; false for any other. */
  readonly obey: (command: CommandPart) => boolean;
}

/** How often one page is printed (`ESC FF`), so that a short stream cannot fill kilometres of paper. */
const MOST_PRINTS = 50;

type Rectangle = Pick<PageArea, "x" | "y" | "width" | "height">;

/** The longest page, if nothing limits its area. */
const MOST_DOTS = 2400;

function rectangleOf(parameters: Uint8Array, dots: number): Rectangle {
  const [x = 0, y = 0, width = 0, height = 0] = [0, 2, 4, 6].map((at) => wordAt(parameters, at));
  return {
    x: Math.min(x, dots - 1),
    y,
    width: Math.max(1, Math.min(width, dots - x)),
    height: Math.max(1, Math.min(height, MOST_DOTS)),
  };
}

/** `ESC L` over this head. */
export function createPage(outer: PrintHead, dots: number): Page {
  let direction: PageArea["direction"] = 0;
  let rectangle: Rectangle = { x: 0, y: 0, width: dots, height: MOST_DOTS };
  let heads: (readonly [head: PageHead, area: Omit<PageArea, "paper">])[] = [];
  let head = begin();
  let prints = 0;

  function begin(): PageHead {
    const { width, height } = rectangle;
    const lies = direction % 2 === 0;
    const next = createPageHead(outer, lies ? width : height, lies ? height : width);
    heads.push([next, { ...rectangle, direction }]);
    return next;
  }

  function print(): void {
    prints += 1;
    if (prints > MOST_PRINTS) return;
    const areas = heads
      .map(([one, area]) => ({ ...area, paper: one.paper() }))
      .filter((area) => area.paper.rows.length > 0);
    // An area without a limit is as long as what is in it.
    const ends = areas.map((area) =>
      area.height < MOST_DOTS
        ? area.y + area.height
        : Math.max(...area.paper.rows.map((row) => row.y + row.height)),
    );
    outer.put({ kind: "page", height: Math.max(0, ...ends), areas });
  }

  const own: Readonly<Record<string, (parameters: Uint8Array) => void>> = {
    "ESC W": (parameters) => {
      rectangle = rectangleOf(parameters, dots);
      head = begin();
    },
    "ESC T": ([n]) => {
      direction = (choice(n) & 3) as PageArea["direction"];
      head = begin();
    },
    "GS $": (parameters) => head.moveDown(wordAt(parameters, 0)),
    "GS \\": (parameters) => head.moveDown(head.down() + signedAt(parameters, 0)),
    CAN: () => {
      heads = heads.filter(([, { x, y }]) => x !== rectangle.x || y !== rectangle.y);
      head = begin();
    },
    "ESC FF": print,
    FF: print,
  };
  return {
    head: () => head,
    obey({ name, parameters }) {
      own[name]?.(parameters);
      return own[name] !== undefined;
    },
  };
}
