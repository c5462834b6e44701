// One bubble: a message, or the messages of an album.

import { h, icon, iconButton } from "./dom.js";
import { STARTED, summaryOf, timeOf } from "./format.js";
import { isWeb, linkify } from "./links.js";
import { isVisual, mediaNode } from "./media.js";

/**
 * Builds the node. `hooks` is what a bubble asks of its phone: `find(id)`, `jump(id)`, `nameOf(message)`,
 * `startOf(href)`, `press(message, button)`, `start(payload)`, `command(text)`, `menu(anchor, message)`.
 */
export function messageNode(group, hooks) {
  const [first] = group;
  const last = group.at(-1);
  const captioned = group.find((message) => message.html) ?? first;
  const bare = !captioned.html && group.every((message) => message.media && isVisual(message.media));
  const bubble = h(
    `div.bubble${bare ? ".bare" : ""}`,
    {},
    h("span.aloud", {}, `${hooks.nameOf(first)}：`),
    first.forward_from && h("p.forward", {}, "转发自 ", h("b", {}, first.forward_from)),
    first.reply_to && quote(first.reply_to, hooks),
    attachments(group),
    words(captioned, last),
  );
  const node = h(
    `article.message.${first.from}`,
    { "data-id": last.message_id },
    h("div.line", {}, bubble, more(last, hooks)),
    last.keyboard?.length && keyboard(last, hooks),
  );
  if (group.some((message) => message.protected)) protect(node);
  node.addEventListener("click", (event) => follow(event, hooks));
  return node;
}

function quote(id, hooks) {
  const target = hooks.find(id);
  if (!target) return h("p.quote", {}, h("span", {}, "消息已删除"));
  const onclick = () => hooks.jump(id);
  return h(
    "button.quote",
    { type: "button", onclick, "aria-label": `回复：${summaryOf(target)}` },
    h("b", {}, hooks.nameOf(target)),
    h("span", {}, summaryOf(target)),
  );
}

function attachments(group) {
  const media = group.map((message) => message.media).filter(Boolean);
  if (!media.length) return null;
  const tiles = media.length > 1 && media.every(isVisual) ? ".tiles" : "";
  return h(`div.media${tiles}`, {}, media.map(mediaNode));
}

function words(captioned, last) {
  const text = h(captioned.html ? "div.words" : "div.words.empty");
  if (STARTED.test(captioned.text)) text.textContent = "/start";
  else text.innerHTML = captioned.html;
  linkify(text);
  for (const link of text.querySelectorAll("a[href]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  text.append(
    h(
      "span.meta",
      {},
      last.protected && icon("lock", "受保护，不能复制或转发"),
      last.edited && h("span", {}, "已编辑"),
      h("time", { datetime: new Date(last.date * 1000).toISOString() }, timeOf(last.date)),
    ),
  );
  return text;
}

function more(message, hooks) {
  const button = iconButton("more", "消息操作", () => hooks.menu(button, message), "more");
  button.setAttribute("aria-haspopup", "menu");
  return button;
}

function keyboard(message, hooks) {
  const rowOf = (row, y) => h("div.row", {}, row.map((button, x) => key(message, button, `${y},${x}`, hooks)));
  return h("div.keyboard", { role: "group", "aria-label": "按钮" }, message.keyboard.map(rowOf));
}

function key(message, button, spot, hooks) {
  const payload = button.url ? hooks.startOf(button.url) : null;
  if (button.url && payload === null) {
    const target = { href: isWeb(button.url) && button.url, target: "_blank", rel: "noopener noreferrer" };
    return h("a.key", { ...target, "data-spot": spot }, button.text, icon("link"));
  }
  const node = h("button.key", { type: "button", "data-spot": spot }, button.text);
  node.addEventListener("click", async () => {
    if (button.url) {
      hooks.start(payload);
      return;
    }
    node.setAttribute("aria-busy", "true");
    await hooks.press(message, button);
    node.removeAttribute("aria-busy");
  });
  return node;
}

/** As far as a page can: no selecting, copying, dragging or saving through the browser's own menu. */
function protect(node) {
  node.classList.add("protected");
  for (const event of ["copy", "cut", "dragstart", "contextmenu", "selectstart"]) {
    node.addEventListener(event, (happening) => happening.preventDefault());
  }
  for (const player of node.querySelectorAll("video, audio")) player.setAttribute("controlslist", "nodownload");
}

function follow(event, hooks) {
  const spoiler = event.target.closest("tg-spoiler, .tg-spoiler");
  if (spoiler) spoiler.classList.add("shown");
  const link = event.target.closest(".words a");
  if (!link) return;
  const payload = hooks.startOf(link.href);
  if (payload === null && !link.dataset.command) return;
  event.preventDefault();
  if (link.dataset.command) hooks.command(link.dataset.command);
  else hooks.start(payload);
}
