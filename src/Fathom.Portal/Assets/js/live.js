// Follows the ledger: a tick says that it changed, the page fetches itself again and swaps what is marked data-live.

/** Opens the stream of ticks and keeps the status line true. The browser reconnects by itself. */
export function follow(status) {
  const refresher = new Refresher();
  const say = (state, text) => {
    if (status.dataset.state !== state) {
      status.dataset.state = state;
      status.textContent = text;
    }
  };
  let version = status.dataset.version;
  let source = null;
  const open = () => {
    source = new EventSource("/live");
    source.addEventListener("tick", event => {
      say("live", "Live");
      if (version !== event.data) {
        refresher.ask();
      }
      version = event.data;
    });
    source.addEventListener("error", () => {
      say("lost", "Disconnected");
      version = ""; // whatever the first tick after the gap says, the page is old
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(open, 2000);
      }
    });
  };
  open();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", event => { if (event.persisted) open(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresher.wake(); });
  document.addEventListener("focusout", () => refresher.wake());
  document.addEventListener("selectionchange", () => { if (getSelection().isCollapsed) refresher.wake(); });
}

/**
 * One fetch at a time; what is asked for meanwhile is one more fetch afterwards. A hidden page waits until it is seen,
 * and what its reader has in hand until it is let go.
 */
class Refresher {
  #busy = false;
  #again = false;
  #left = false;

  async ask() {
    this.#again = true;
    if (this.#busy || document.hidden) {
      return;
    }
    this.#busy = true;
    try {
      while (this.#again && !document.hidden) {
        this.#again = false;
        this.#left = await refresh();
        await new Promise(done => setTimeout(done, 400));
      }
    } catch {
      this.#again = false; // the stream's own error tells of the lost server; its return brings a tick
    } finally {
      this.#busy = false;
    }
  }

  wake() {
    if (this.#again || this.#left) {
      this.ask();
    }
  }
}

/** Fetches the page and swaps what differs. True where something had to be left as it was. */
async function refresh() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  if (!response.ok) {
    return false;
  }
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  await released();
  let left = false;
  for (const old of document.querySelectorAll("[data-live][id]")) {
    const now = fresh.getElementById(old.id);
    if (!now || now.outerHTML === old.outerHTML) {
      continue;
    }
    if (inHand(old)) {
      left = true;
    } else {
      swap(old, now);
    }
  }
  return left;
}

/** A press of the pointer: what is swapped between its down and its up gets no click. */
let press = null;
addEventListener("pointerdown", () => {
  const before = press;
  press = Promise.withResolvers();
  press.promise.then(before?.resolve); // who waits for an earlier press waits for this one too
});
for (const end of ["pointerup", "pointercancel", "blur"]) {
  addEventListener(end, () => {
    const ended = press;
    setTimeout(() => { // the click itself comes after the up
      press = press === ended ? null : press;
      ended?.resolve();
    });
  });
}

async function released() {
  while (press) {
    await press.promise;
  }
}

/** A form being filled in, or text being selected, perhaps to be copied. */
function inHand(element) {
  const focused = element.contains(document.activeElement) && document.activeElement.matches("input, select, textarea");
  const selection = getSelection();
  return focused || (!selection.isCollapsed && selection.containsNode(element, true));
}

/** Replaces an element, keeping open details, the scroll of its boxes and the focus. */
function swap(old, now) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const open = [...old.querySelectorAll("details[open][id]")].map(d => d.id);
  const scrolls = [...old.querySelectorAll("[id]")].filter(e => e.scrollTop || e.scrollLeft).map(e => [e.id, e.scrollTop, e.scrollLeft]);
  const mark = focused && (focused.id ? "#" + CSS.escape(focused.id) : focused.getAttribute("href") ? `a[href="${CSS.escape(focused.getAttribute("href"))}"]` : null);
  const scroll = [old.scrollTop, old.scrollLeft];
  const next = document.importNode(now, true);
  old.replaceWith(next);
  [next.scrollTop, next.scrollLeft] = scroll;
  for (const id of open) {
    next.querySelector("#" + CSS.escape(id))?.setAttribute("open", "");
  }
  for (const [id, top, left] of scrolls) {
    const element = next.querySelector("#" + CSS.escape(id));
    if (element) {
      [element.scrollTop, element.scrollLeft] = [top, left];
    }
  }
  if (mark) {
    next.querySelector(mark)?.focus({ preventScroll: true });
  }
}
