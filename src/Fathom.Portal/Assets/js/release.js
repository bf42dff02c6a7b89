// The page of a release: its query box, lines to copy, the table to TOPCAT, the theme.
import { copyButtons } from "./copy-button.js";
import { queryBox } from "./query-box.js";
import { readPlots } from "./plots.js";
import { sendTable } from "./samp.js";
import { themeButton } from "./theme-button.js";

themeButton(document.getElementById("theme"));
readPlots(document);
copyButtons(document);
const form = document.querySelector("form.query");
if (form) {
  queryBox(form);
}
const send = document.getElementById("samp");
if (send) {
  const says = document.getElementById("samp-says");
  send.hidden = false;
  send.addEventListener("click", async () => {
    says.textContent = "Waiting for the hub …";
    says.textContent = await sendTable(new URL(send.dataset.table, location.href).href, send.dataset.id, send.dataset.title);
  });
}
