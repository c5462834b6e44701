// What lies over one phone's screen: toasts, alert boxes, sheets. The other phones stay usable.

import { h } from "./dom.js";

const TOAST_MS = 4000;

/** A short answer that goes away by itself. */
export function toast(screen, text) {
  screen.querySelector(".toast")?.remove();
  const note = h("div.toast", { role: "status" }, text);
  screen.querySelector(".middle").append(note);
  setTimeout(() => note.remove(), TOAST_MS);
}

/** An answer that must be acknowledged. */
export function alertBox(screen, text) {
  const ok = h("button.primary", { type: "button", onclick: () => close() }, "知道了");
  const close = openSheet(screen, "alertdialog", "提示", [h("p.words", {}, text), h("div.ends", {}, ok)]);
}

/** Asks before something is taken away; `run` follows a yes. */
export function confirmBox(screen, text, yes, run) {
  const no = h("button.plain", { type: "button", onclick: () => close() }, "取消");
  const go = h("button.primary", { type: "button", onclick: () => (close(), run()) }, yes);
  const close = openSheet(screen, "alertdialog", "确认", [h("p.words", {}, text), h("div.ends", {}, no, go)]);
}

/** Opens a box over the phone, closes on Escape, and returns the function that closes it. */
export function openSheet(screen, role, name, content) {
  const before = document.activeElement;
  const below = [...screen.children].filter((child) => !child.inert);
  const box = h("div.sheet", { role, "aria-modal": "true", "aria-label": name }, content);
  const veil = h("div.veil", {}, box);
  const close = () => {
    veil.remove();
    for (const child of below) child.inert = false;
    if (before?.isConnected) before.focus();
  };
  veil.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  for (const child of below) child.inert = true;
  screen.append(veil);
  box.querySelector("[data-first], button, input, textarea")?.focus();
  return close;
}

/** A picture in full size over the whole page. */
export function showPicture(source, name) {
  const picture = h("img", { src: source, alt: name });
  const dialog = h(
    "dialog.lightbox",
    { "aria-label": name, onclick: () => dialog.close(), onclose: () => dialog.remove() },
    picture,
    h("button.plain", { type: "button" }, "关闭"),
  );
  document.body.append(dialog);
  dialog.showModal();
}
