// The list of series: as long as there are series, but only the lines in sight exist. One listbox, moved through by keys.

import { counted, element, numberFormat, setText } from "./format.js";
import { Sparkline } from "./sparkline.js";

const LINE = 52;
/** Pixels of the track at most: browsers end an element at some height, Firefox at 17.9 million pixels, Chromium at 33.5. */
const TALLEST = 8e6;
/** Lines kept ready above and below what is in sight. */
const SPARE = 6;

class Line {
  constructor() {
    this.key = element("bdi");
    this.next = element("small");
    this.value = element("b");
    this.chart = new Sparkline(96, 34);
    this.node = element(
      "div",
      { role: "option", class: "line" },
      element("span", { class: "name" }, this.key),
      this.chart.node,
      element("span", { class: "numbers" }, this.value, this.next),
    );
  }

  show(position, place, data, chosen, total) {
    this.position = position;
    this.node.id = "line-" + position;
    this.node.style.transform = `translateY(${place}px)`;
    this.node.setAttribute("aria-posinset", position + 1);
    this.node.setAttribute("aria-setsize", total);
    this.node.setAttribute("aria-selected", String(data !== undefined && data.key === chosen));
    if (this.data === data) return;
    this.data = data;
    this.node.classList.toggle("unknown", data === undefined);
    if (data === undefined) {
      setText(this.key, "");
      setText(this.value, "");
      setText(this.next, "");
      this.chart.draw([]);
      return;
    }
    const format = numberFormat([...data.values, ...data.ahead]);
    setText(this.key, data.key);
    this.key.title = data.key;
    setText(this.value, format(data.values.at(-1)));
    setText(this.next, data.ahead.length > 0 ? "→ " + format(data.ahead[0]) : "");
    this.next.title = "expected the day after";
    this.next.classList.toggle("baseline", data.baseline);
    this.chart.draw(data.values, data.ahead, data.values.length > 0 ? data.origin - data.newest : 0);
  }
}

export class SeriesList {
  /**
   * @param nodes the elements `lines`, `track`, `none`, `search`, `order`, `count`
   * @param onLook called when the list shows something else
   * @param onChoose called with the key that was chosen
   */
  constructor(nodes, onLook, onChoose) {
    Object.assign(this, nodes, { onLook, onChoose });
    this.data = new Map();
    this.pool = new Map();
    this.total = null;
    this.chosen = null;
    this.active = -1;
    this.wanted = null;
    /** Pixels of the list above what is in sight, and of the track, which is shorter than a very long list. */
    this.top = 0;
    this.scroll = 0;
    this.lines.addEventListener("scroll", () => this.moved(), { passive: true });
    new ResizeObserver(() => this.moved()).observe(this.lines);
    this.track.addEventListener("click", (event) => {
      const line = event.target.closest(".line");
      if (line) this.choose(Number(line.id.slice("line-".length)));
    });
    this.lines.addEventListener("keydown", (event) => this.key(event));
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "Enter") {
        event.preventDefault();
        this.lines.focus();
        this.choose(event.key === "Enter" || this.active < 0 ? 0 : this.active);
      }
    });
    this.search.addEventListener("input", () => this.other());
    this.order.addEventListener("change", () => this.other());
  }

  view() {
    const first = Math.max(0, Math.floor(this.top / LINE) - SPARE);
    const height = Math.max(this.lines.clientHeight, LINE);
    return {
      query: this.search.value,
      order: this.order.value,
      from: first,
      count: Math.min(200, Math.ceil(height / LINE) + 2 * SPARE),
    };
  }

  /** Another search or order: from the top. */
  other() {
    this.place(0);
    this.active = -1;
    this.wanted = null;
    this.total = null;
    this.data.clear();
    this.onLook();
  }

  moved() {
    this.scrolled();
    this.draw();
    this.onLook();
  }

  /** How far the list and its track can be scrolled, in pixels. */
  reach() {
    const height = this.lines.clientHeight;
    const list = (this.total ?? 0) * LINE;
    return { list: Math.max(0, list - height), track: Math.max(0, Math.min(list, TALLEST) - height) };
  }

  /**
   * Follows where the track was scrolled to. In a list longer than its track a small step, as of a wheel, goes as far in the list, and
   * a large one, as of the scrollbar, to the same share of it; both ends are the ends of the list.
   */
  scrolled() {
    const { list, track } = this.reach();
    const scroll = this.lines.scrollTop;
    const step = scroll - this.scroll;
    this.scroll = scroll;
    if (list === track) {
      this.top = scroll;
      return;
    }
    if (step !== 0) {
      if (scroll < 1) this.top = 0;
      else if (scroll > track - 1) this.top = list;
      else if (Math.abs(step) <= this.lines.clientHeight) this.top += step;
      else this.top = (scroll / track) * list;
    }
    this.top = Math.max(0, Math.min(list, this.top));
  }

  /** Scrolls so that `top` pixels of the list are above what is in sight. */
  place(top) {
    const { list, track } = this.reach();
    if (list === track) {
      this.lines.scrollTop = top;
      this.top = this.scroll = this.lines.scrollTop;
      return;
    }
    this.top = Math.max(0, Math.min(list, top));
    const share = (this.top / list) * track;
    // Only the ends of the list are at the ends of the track, from where a wheel could go no further.
    this.lines.scrollTop = this.top > 0 && this.top < list ? Math.max(2, Math.min(track - 2, share)) : share;
    // As the browser rounds it.
    this.scroll = this.lines.scrollTop;
  }

  update(list) {
    // The answer to an earlier search may still be on its way.
    if (list.query !== this.search.value || list.order !== this.order.value) return;
    if (list.reset) this.data.clear();
    this.total = list.total;
    for (const line of list.lines) this.data.set(line.position, line);
    this.track.style.height = Math.min(list.total * LINE, TALLEST) + "px";
    this.scrolled();
    const { from, count } = this.view();
    for (const position of this.data.keys()) {
      if (position < from - 200 || position > from + count + 200) this.data.delete(position);
    }
    this.chooseWanted();
    this.findActive();
    this.draw();
  }

  /** The chosen series may have moved to another line. */
  findActive() {
    if (this.chosen === null || this.data.get(this.active)?.key === this.chosen) return;
    for (const [position, line] of this.data) {
      if (line.key === this.chosen) this.active = position;
    }
  }

  draw() {
    const { from, count } = this.view();
    const end = Math.min(this.total ?? 0, from + count);
    for (const [position, line] of this.pool) {
      if (position < from || position >= end) {
        line.node.remove();
        this.pool.delete(position);
      }
    }
    for (let position = from; position < end; position++) {
      let line = this.pool.get(position);
      if (!line) {
        line = new Line();
        this.pool.set(position, line);
        this.track.append(line.node);
      }
      line.show(position, position * LINE - this.top + this.scroll, this.data.get(position), this.chosen, this.total);
    }
    if (this.pool.has(this.active)) this.lines.setAttribute("aria-activedescendant", "line-" + this.active);
    else this.lines.removeAttribute("aria-activedescendant");
    setText(this.count, this.total === null ? "" : counted(this.total, "series", "series"));
    this.none.hidden = this.total !== 0;
    const { value } = this.search;
    setText(this.none, value === "" ? "Series appear with their first forecast." : `No key contains “${value}”.`);
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.lines.clientHeight / LINE) - 1);
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
    if (move !== undefined) this.choose(this.active < 0 ? 0 : this.active + move);
    else if (event.key === "Home") this.choose(0);
    else if (event.key === "End") this.choose((this.total ?? 0) - 1);
    else if (event.key === "Enter" || event.key === " ") this.choose(Math.max(0, this.active), true);
    else return;
    event.preventDefault();
  }

  /** Chooses a line, at once or as soon as it is known what stands there. */
  choose(position) {
    if (this.total === null) this.wanted = position;
    if (!this.total) return;
    this.scrolled();
    this.active = Math.min(this.total - 1, Math.max(0, position));
    this.wanted = this.active;
    const top = this.active * LINE;
    if (top < this.top) this.place(top);
    const bottom = top + LINE - this.lines.clientHeight;
    if (bottom > this.top) this.place(bottom);
    this.chooseWanted();
    this.draw();
    this.onLook();
  }

  chooseWanted() {
    const line = this.data.get(this.wanted);
    if (line === undefined) return;
    this.active = this.wanted;
    this.wanted = null;
    this.onChoose(line.key);
  }

  /** Marks what is chosen. */
  mark(key) {
    this.chosen = key;
    this.findActive();
    this.draw();
  }

  first() {
    return this.data.get(0)?.key ?? null;
  }
}
