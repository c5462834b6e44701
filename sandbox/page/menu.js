// A small menu beside the button that opened it. The browser closes it on Escape or a click elsewhere.

import { h, icon } from "./dom.js";

const MARGIN = 8;

/** Entries are `{label, note?, icon?, run}`. Keyboard: arrows, Home, End, Enter, Escape. */
export function openMenu(anchor, name, entries, className = "list") {
  const items = entries.map((entry) => itemOf(entry, () => menu.hidePopover()));
  const menu = h(`div.menu.${className}`, { popover: "auto", role: "menu", "aria-label": name, onkeydown: moveFocus }, items);
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    anchor.setAttribute("aria-expanded", "false");
    menu.remove();
  });
  anchor.setAttribute("aria-expanded", "true");
  anchor.closest(".screen").append(menu);
  menu.showPopover();
  place(menu, anchor);
  items[0]?.focus();
}

function itemOf(entry, close) {
  const onclick = () => {
    close();
    entry.run();
  };
  return h(
    "button.item",
    { type: "button", role: "menuitem", tabindex: "-1", onclick },
    entry.icon && icon(entry.icon),
    h("span.label", {}, entry.label),
    entry.note && h("span.note", {}, entry.note),
  );
}

/** Above the button where there is more room, and never outside its phone. */
function place(menu, anchor) {
  const spot = anchor.getBoundingClientRect();
  const screen = anchor.closest(".screen").getBoundingClientRect();
  menu.style.maxWidth = `${screen.width - 2 * MARGIN}px`;
  const { width, height } = menu.getBoundingClientRect();
  const above = spot.top - screen.top > screen.bottom - spot.bottom;
  const room = (above ? spot.top - screen.top : screen.bottom - spot.bottom) - 2 * MARGIN;
  menu.style.maxHeight = `${room}px`;
  menu.style.top = `${above ? spot.top - Math.min(height, room) - MARGIN / 2 : spot.bottom + MARGIN / 2}px`;
  const rightmost = screen.right - width - MARGIN;
  menu.style.left = `${Math.max(screen.left + MARGIN, Math.min(spot.left, rightmost))}px`;
}

function moveFocus(event) {
  const items = [...event.currentTarget.querySelectorAll(".item")];
  const here = items.indexOf(document.activeElement);
  const target = { ArrowDown: here + 1, ArrowRight: here + 1, ArrowUp: here - 1, ArrowLeft: here - 1, Home: 0, End: items.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items.at(target % items.length).focus();
}
