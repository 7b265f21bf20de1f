// How far back the chart looks: so many days as are kept, or fewer. The choice stays with the browser.

import { counted, element } from "./format.js";

const KEY = "undercurrent-days";
const CHOICES = [30, 60, 90, 180, 365, 730, 1461, 3653];
/** Pixels below which the chart begins with fewer days. */
const NARROW = 600;

function remembered() {
  try {
    return Number(localStorage.getItem(KEY)) || null;
  } catch {
    return null;
  }
}

export class LookBack {
  /**
   * @param select the element to choose with
   * @param onChoose called with the days to show
   */
  constructor(select, onChoose) {
    this.select = select;
    this.onChoose = onChoose;
    this.kept = null;
    this.days = remembered() ?? (innerWidth < NARROW ? 30 : 90);
    select.addEventListener("change", () => {
      this.days = Number(select.value);
      try {
        localStorage.setItem(KEY, this.days);
      } catch {
        // Without storage the choice lasts as long as the page.
      }
      onChoose(this.days);
    });
  }

  /** Offers what there is, now that it is known how many days are kept. */
  offer(kept) {
    if (kept === this.kept) return;
    this.kept = kept;
    const choices = [...CHOICES.filter((days) => days < kept), kept];
    this.select.replaceChildren(
      ...choices.map((days) => element("option", { value: days }, days === kept ? `all ${counted(kept, "day")} kept` : counted(days, "day"))),
    );
    const nearest = choices.reduce((a, b) => (Math.abs(b - this.days) < Math.abs(a - this.days) ? b : a));
    this.select.value = nearest;
    this.onChoose(nearest);
  }
}
