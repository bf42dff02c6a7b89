// What every page does: follow the ledger, switch the theme, read plots out.
import { follow } from "./live.js";
import { readPlots } from "./plots.js";
import { themeButton } from "./theme-button.js";

themeButton(document.getElementById("theme"));
readPlots(document);
const status = document.getElementById("live");
if (status?.dataset.follow === "yes") {
  follow(status);
}
