// On a narrow screen one section is seen at a time, chosen by its tab. On a wide one the style sheet hides the tabs.

import { h } from "./dom.js";

const bar = document.getElementById("tabs");

/** Adds a tab for `section`; the first one added is chosen. Returns `{badge(count), remove()}`. */
export function addTab(section, title, onSelect = () => {}) {
  const count = h("span.unread", { hidden: true });
  const tab = h("button.tab", { type: "button", onclick: select }, title, count);
  function select() {
    for (const other of bar.children) other.removeAttribute("aria-current");
    for (const other of document.querySelectorAll("[data-active]")) delete other.dataset.active;
    tab.setAttribute("aria-current", "true");
    section.dataset.active = "";
    onSelect();
  }
  bar.append(tab);
  if (!bar.querySelector("[aria-current]")) select();
  return {
    badge(number) {
      count.hidden = !number;
      count.textContent = number;
    },
    remove() {
      tab.remove();
      delete section.dataset.active;
      if (!bar.querySelector("[aria-current]")) bar.firstElementChild?.click();
    },
  };
}
