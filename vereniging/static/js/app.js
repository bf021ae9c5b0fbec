// Everything works without this file; it only saves a step.
(() => {
  "use strict";

  const focusOn = (element) => {
    if (element) element.focus();
  };

  const showPrintButtons = () => {
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  };

  const closeMenuOnEscape = (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    focusOn(menu.querySelector("summary"));
  };

  // After a swapped part: an error summary in it, or the part that asks for focus.
  const focusOnSwapped = (event) => {
    const part = event.detail.elt;
    focusOn(part.matches("[data-focus]") ? part : part.querySelector("[data-focus]"));
  };

  document.addEventListener("keydown", closeMenuOnEscape);
  document.addEventListener("htmx:afterSettle", focusOnSwapped);
  showPrintButtons();
  focusOn(document.querySelector("[data-focus]"));
})();
