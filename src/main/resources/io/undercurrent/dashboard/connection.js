// The line to the server: updates come as events, what the page looks at goes back in small posts. Reconnects by itself.

const SILENCE = 6000;
const LONGEST_PAUSE = 5000;
const BETWEEN_POSTS = 70;

export class Connection {
  /**
   * @param view what the page looks at, asked for when it is sent
   * @param onUpdate called with each update
   * @param onState called with "live", "connecting" or "lost", and a text
   */
  constructor(view, onUpdate, onState) {
    this.view = view;
    this.onUpdate = onUpdate;
    this.onState = onState;
    this.pause = 500;
    this.page = null;
    this.postTimer = null;
    this.postedAt = 0;
    addEventListener("online", () => this.retry());
    setInterval(() => {
      if (this.source && performance.now() - this.heardAt > SILENCE) this.lost("The server has gone silent");
    }, 1000);
    this.connect();
  }

  connect() {
    clearTimeout(this.retryTimer);
    this.retryTimer = null;
    this.heardAt = performance.now();
    const source = new EventSource("events?view=" + encodeURIComponent(JSON.stringify(this.view())));
    this.source = source;
    source.addEventListener("hello", (event) => {
      this.page = JSON.parse(event.data).page;
      this.heardAt = performance.now();
      this.pause = 500;
      this.onState("live", "page connected");
      // What changed between asking and the answer.
      this.look();
    });
    source.addEventListener("update", (event) => {
      this.heardAt = performance.now();
      this.onUpdate(JSON.parse(event.data));
    });
    source.addEventListener("refused", (event) => this.lost(JSON.parse(event.data).why, LONGEST_PAUSE));
    source.addEventListener("error", () => {
      if (this.source === source) this.lost("Disconnected");
    });
  }

  lost(why, pause = this.pause) {
    this.source.close();
    this.source = null;
    this.page = null;
    this.pause = Math.min(LONGEST_PAUSE, this.pause * 1.6);
    this.onState("lost", why);
    this.retryTimer = setTimeout(() => this.retry(), pause);
  }

  retry() {
    if (!this.source) this.connect();
  }

  /** Tells the server what the page looks at now: soon, and not all the time. */
  look() {
    if (this.postTimer === null) {
      const wait = Math.max(0, this.postedAt + BETWEEN_POSTS - performance.now());
      this.postTimer = setTimeout(() => this.post(), wait);
    }
  }

  async post() {
    this.postTimer = null;
    this.postedAt = performance.now();
    if (this.page === null) return;
    const page = this.page;
    try {
      const answer = await fetch("view?page=" + page, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(this.view()),
      });
      if (answer.status === 404 && this.page === page && this.source) this.lost("Disconnected");
    } catch {
      // The events end as well, and they are what reconnects.
    }
  }
}
