// Flags of days, such as promotions and holidays: a lane for each below the lines, those of the days ahead as they were announced.

import { date } from "./format.js";

const d3 = globalThis.d3;
const LANE = 9;

/** The class of a flag's colour, the same for all series. */
const colour = (flag) => `flag-${flag.position % 4}`;

/** Pixels that the lanes take. */
export const laneHeight = (flags) => (flags.length === 0 ? 0 : 4 + LANE * flags.length);

/** Names of the flags of a day. */
export const flagsOf = (flags, day) => flags.filter((flag) => flag.days.includes(day)).map((flag) => flag.name);

export class Flags {
  constructor(parent, legend) {
    this.group = parent.append("g").attr("class", "flags");
    this.legend = d3.select(legend);
  }

  draw(flags, x, [start, end], frame) {
    const width = Math.max(2, x(date(start + 1)) - x(date(start)));
    const marks = flags.flatMap((flag, lane) =>
      flag.days.filter((day) => day >= start && day <= end).map((day) => ({ day, lane, colour: colour(flag) })),
    );
    const left = (mark) => Math.max(frame.left, x(date(mark.day)) - width / 2);
    const right = (mark) => Math.min(frame.right, x(date(mark.day)) + width / 2);
    const top = (mark) => frame.bottom - LANE * (flags.length - mark.lane);
    const rects = (name, of) =>
      this.group
        .selectAll("." + name)
        .data(marks)
        .join("rect")
        .attr("class", (mark) => `${name} ${mark.colour}`)
        .attr("x", left)
        .attr("width", (mark) => Math.max(1, right(mark) - left(mark)))
        .attr("y", of.y)
        .attr("height", of.height);
    rects("stripe", { y: frame.top, height: (mark) => top(mark) - frame.top });
    rects("mark", { y: top, height: LANE - 2 });
    const entries = this.legend.selectAll("span").data(flags).join("span").attr("class", "entry");
    entries.selectAll("i").data((flag) => [flag]).join("i").attr("class", colour);
    entries.selectAll("bdi").data((flag) => [flag.name]).join("bdi").text((name) => name);
    this.legend.attr("hidden", flags.length === 0 ? "" : null);
  }
}
