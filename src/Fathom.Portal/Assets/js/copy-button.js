/** Gives every block of lines to copy a button that copies them. */
export function copyButtons(root) {
  if (!navigator.clipboard) {
    return; // only where the page came safely
  }
  for (const lines of root.querySelectorAll("pre.copy")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet copies";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(lines.textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    lines.before(button);
  }
}
