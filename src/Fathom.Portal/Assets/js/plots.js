/** Shows the text of the bin or cell under the pointer at once; without script the browser's own tooltip says it. */
export function readPlots(root) {
  root.addEventListener("pointerover", event => {
    const figure = event.target.closest?.(".plot");
    if (figure) {
      figure.querySelector(".readout").textContent = event.target.querySelector?.(":scope > title")?.textContent ?? "";
    }
  });
  root.addEventListener("pointerout", event => {
    const figure = event.target.closest?.(".plot");
    if (figure && !figure.contains(event.relatedTarget)) {
      figure.querySelector(".readout").textContent = "";
    }
  });
}
