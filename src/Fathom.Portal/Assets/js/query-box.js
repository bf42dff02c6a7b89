import { completion } from "./completion.js";

/** Answers queries in the page; what is wrong with one is shown with its place. */
export function queryBox(form) {
  const text = form.querySelector("textarea");
  const [problem, answer, says] = [form.querySelector(".problem"), form.querySelector(".answer"), form.querySelector("output")];
  completion(text, form.querySelector(".choices"), JSON.parse(form.dataset.words));
  examples(form.querySelector("select"), text);
  let running = null;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    running?.abort();
    running = new AbortController();
    problem.hidden = true;
    says.textContent = "Asking …";
    const begun = performance.now();
    try {
      const reply = await ask(form, "json", running.signal);
      if (!reply.ok) {
        throw new Error(await reason(reply));
      }
      const table = await reply.json();
      const rows = table.data.length;
      says.textContent = `${rows} row${rows === 1 ? "" : "s"}${table.status === "OVERFLOW" ? " (the first of more)" : ""} in ${Math.round(performance.now() - begun)} ms`;
      answer.replaceChildren(drawn(table));
      links(form, text.value);
    } catch (fault) {
      if (fault.name === "AbortError") {
        return;
      }
      says.textContent = "";
      answer.replaceChildren();
      problem.textContent = fault.message;
      problem.hidden = false;
      select(text, fault.message);
    }
  });
  text.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
    }
  });
}

function examples(list, text) {
  list.hidden = false;
  list.selectedIndex = list.options.length - 1;
  list.addEventListener("change", () => {
    text.value = list.value;
    text.focus();
  });
}

function ask(form, format, signal) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("RESPONSEFORMAT", format);
  return fetch(form.action, { method: "POST", body: fields, signal });
}

async function reason(reply) {
  const document = new DOMParser().parseFromString(await reply.text(), "text/xml");
  return document.querySelector("INFO[name=QUERY_STATUS]")?.textContent.trim() || `The server answered ${reply.status}.`;
}

/** Puts the cursor where the message says that the query goes wrong. */
function select(text, message) {
  const place = /line (\d+), column (\d+)/i.exec(message);
  if (!place) {
    return;
  }
  const lines = text.value.split("\n");
  const start = lines.slice(0, place[1] - 1).reduce((sum, line) => sum + line.length + 1, 0) + Number(place[2]) - 1;
  const word = /^\w+|^\S/.exec(text.value.slice(start));
  text.focus();
  text.setSelectionRange(start, start + (word?.[0].length ?? 0));
}

function drawn(table) {
  const box = document.createElement("div");
  box.className = "scroll tall";
  box.tabIndex = 0;
  const grid = box.appendChild(document.createElement("table"));
  const head = grid.createTHead().insertRow();
  for (const column of table.columns) {
    const cell = head.appendChild(document.createElement("th"));
    cell.scope = "col";
    cell.textContent = column.unit ? `${column.name} [${column.unit}]` : column.name;
    cell.title = column.description ?? "";
  }
  const body = grid.createTBody();
  for (const row of table.data) {
    const line = body.insertRow();
    for (const value of row) {
      const cell = line.insertCell();
      cell.className = typeof value === "number" ? "num" : "";
      cell.textContent = value === null ? "" : Array.isArray(value) ? value.join(" ") : value;
    }
  }
  return box;
}

function links(form, query) {
  for (const [name, format] of [["votable", "votable"], ["csv", "csv"]]) {
    const link = form.querySelector(`a.${name}`);
    link.href = `${form.action}?${new URLSearchParams({ LANG: "ADQL", RESPONSEFORMAT: format, QUERY: query })}`;
    link.hidden = false;
  }
}
