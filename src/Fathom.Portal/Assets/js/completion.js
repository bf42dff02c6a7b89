const KEYWORDS = ("SELECT TOP DISTINCT FROM WHERE GROUP BY HAVING ORDER ASC DESC OFFSET AS AND OR NOT IN BETWEEN LIKE ILIKE IS NULL EXISTS JOIN INNER LEFT OUTER ON "
  + "USING NATURAL UNION INTERSECT EXCEPT ALL WITH CASE WHEN THEN ELSE END CAST COUNT SUM AVG MIN MAX ABS FLOOR CEILING ROUND MOD POWER SQRT LOG LOG10 EXP SIN COS TAN "
  + "DEGREES RADIANS POINT CIRCLE POLYGON BOX CONTAINS INTERSECTS DISTANCE AREA CENTROID COORD1 COORD2 COALESCE IN_UNIT UPPER LOWER").split(" ");
const MOST = 8;

/** The words that go on from what stands before the cursor: columns of the query's tables first, then tables, functions, keywords. */
export function complete(query, cursor, { tables, functions }) {
  const before = /[\w.]+$/.exec(query.slice(0, cursor))?.[0] ?? "";
  if (before.length === 0) {
    return { before, words: [] };
  }
  const named = Object.keys(tables).filter(table => query.toLowerCase().includes(table.toLowerCase()));
  const columns = (named.length > 0 ? named : Object.keys(tables)).flatMap(table => tables[table]);
  const all = [...new Set([...columns, ...Object.keys(tables), ...functions, ...KEYWORDS])];
  const small = before.toLowerCase();
  return { before, words: all.filter(word => word.toLowerCase().startsWith(small) && word.toLowerCase() !== small).slice(0, MOST) };
}

/** Offers completions below a text while it is written: Tab or Enter takes one, arrows choose, Escape puts them away. */
export function completion(text, list, words) {
  let [found, chosen] = [{ before: "", words: [] }, 0];
  const show = () => {
    list.replaceChildren(...found.words.map((word, i) => {
      const item = document.createElement("li");
      item.role = "option";
      item.textContent = word;
      item.ariaSelected = String(i === chosen);
      item.addEventListener("pointerdown", event => {
        event.preventDefault();
        take(word);
      });
      return item;
    }));
    list.hidden = found.words.length === 0;
  };
  const hide = () => {
    found = { before: "", words: [] };
    show();
  };
  const take = word => {
    text.setRangeText(word, text.selectionStart - found.before.length, text.selectionStart, "end");
    hide();
  };
  text.addEventListener("input", () => {
    [found, chosen] = [complete(text.value, text.selectionStart, words), 0];
    show();
  });
  text.addEventListener("blur", hide);
  text.addEventListener("keydown", event => {
    if (list.hidden) {
      return;
    }
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      chosen = (chosen + move + found.words.length) % found.words.length;
      show();
    } else if (event.key === "Tab" || (event.key === "Enter" && !event.ctrlKey && !event.metaKey)) {
      take(found.words[chosen]);
    } else if (event.key === "Escape") {
      hide();
    } else {
      return;
    }
    event.preventDefault();
  });
}
