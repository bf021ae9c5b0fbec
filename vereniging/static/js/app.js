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

  // A press on a map chooses the nearest place of the list that the map belongs to.
  const chooseOnMap = (map) => {
    const list = document.getElementById(map.dataset.list);
    const dots = [...map.querySelectorAll("circle")];
    const details = map.closest("details");
    details.hidden = false;
    map.addEventListener("click", (event) => {
      const here = new DOMPoint(event.clientX, event.clientY);
      const at = here.matrixTransform(map.getScreenCTM().inverse());
      const away = (dot) => Math.hypot(dot.cx.baseVal.value - at.x, dot.cy.baseVal.value - at.y);
      const nearest = dots.reduce((best, dot) => (away(dot) < away(best) ? dot : best));
      for (const dot of dots) dot.classList.toggle("quiet", dot !== nearest);
      list.value = nearest.dataset.plek;
      details.querySelector("[role=status]").textContent = list.selectedOptions[0].text;
    });
  };

  document.addEventListener("keydown", closeMenuOnEscape);
  document.addEventListener("htmx:afterSettle", focusOnSwapped);
  showPrintButtons();
  for (const map of document.querySelectorAll("svg[data-list]")) chooseOnMap(map);
  focusOn(document.querySelector("[data-focus]"));
})();
