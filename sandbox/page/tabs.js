// On a narrow screen one section is seen at a time, chosen by its tab. On a wide one the style sheet hides the tabs.

import { h } from "./dom.js";

const bar = document.getElementById("tabs");
const choices = new WeakMap();

/** Makes a section the one that is seen on a narrow screen. */
export const chooseTabOf = (section) => choices.get(section)?.();

/** Adds a tab for `section`; the first one added is chosen. Returns `{badge(count), show(visible), remove()}`. */
export function addTab(section, title, onSelect = () => {}) {
  const count = h("span.unread", { hidden: true });
  const tab = h("button.tab", { type: "button", onclick: select }, title, count);
  function select() {
    for (const other of bar.children) other.removeAttribute("aria-current");
    for (const other of document.querySelectorAll("[data-active]")) delete other.dataset.active;
    tab.setAttribute("aria-current", "true");
    section.dataset.active = "";
    if (bar.checkVisibility()) onSelect(); // where all are seen at once, none is looked at by being chosen
  }
  choices.set(section, select);
  bar.append(tab);
  if (!bar.querySelector("[aria-current]")) select();
  return {
    badge(number) {
      count.hidden = !number;
      count.textContent = number;
    },
    show(visible) {
      tab.hidden = !visible;
      section.hidden = !visible;
    },
    remove() {
      tab.remove();
      delete section.dataset.active;
      if (!bar.querySelector("[aria-current]")) bar.querySelector(".tab:not([hidden])")?.click();
    },
  };
}
