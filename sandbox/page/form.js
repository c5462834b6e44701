// A sheet with fields and a send button that stays open, with the reason, when sending fails.

import { h } from "./dom.js";
import { openSheet } from "./overlay.js";

/** Opens it over the phone; `aside` is one more button. Returns `{submit, fault}` for what the fields decide. */
export function openForm(screen, title, fields, send, aside = null) {
  const fault = h("p.fault", { role: "alert" });
  const submit = h("button.primary", { type: "submit" }, "发送");
  const cancel = h("button.plain", { type: "button", onclick: () => close() }, "取消");
  const ends = h("div.ends", {}, aside, h("span.gap"), cancel, submit);
  const form = h("form", {}, h("h2", {}, title), fields, fault, ends);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    try {
      await send();
      close();
    } catch (error) {
      fault.textContent = `没有发出：${error.message}`;
      submit.disabled = false;
    }
  });
  const close = openSheet(screen, "dialog", title, form);
  return { submit, fault };
}
