// The scrolling chat. Bubbles that did not change stay as they are: sounds play on, selections stay,
// and screen readers hear only what is new.

import { h, iconButton } from "./dom.js";
import { dayOf } from "./format.js";
import { messageNode } from "./message.js";

const NEAR_PX = 80;

export class ChatLog {
  #list = h("div.list");
  #dots = h("div.message.typing", { hidden: true, "aria-hidden": "true" }, h("div.bubble", {}, h("i"), h("i"), h("i")));
  #nodes = new Map();
  #hooks;
  #pinned = true;

  /** `hooks` as for `messageNode`, without `find` and `jump`, which are the log's own. */
  constructor(hooks) {
    this.#hooks = { ...hooks, find: (id) => this.find(id), jump: (id) => this.jump(id) };
    this.messages = [];
    this.scroller = h(
      "div.log",
      { role: "log", "aria-label": "对话", tabindex: "0", onscroll: () => this.#watchScroll() },
      this.#list,
      this.#dots,
    );
    this.latest = iconButton("down", "回到最新消息", () => this.toEnd(), "latest");
    this.latest.hidden = true;
    new ResizeObserver(() => this.#keepPinned()).observe(this.#list);
    new ResizeObserver(() => this.#keepPinned()).observe(this.scroller);
  }

  find(id) {
    return this.messages.find((message) => message.message_id === id);
  }

  /** Shows `messages`, the whole chat in order, and the dots of somebody who writes. */
  show(messages, typing) {
    const fresh = this.messages.length > 0;
    this.messages = messages;
    const items = itemsOf(messages);
    // All first, because an edited bubble takes the place of the old one.
    const nodes = items.map((item) => this.#nodeFor(item, fresh));
    let place = this.#list.firstElementChild;
    for (const node of nodes) {
      if (node === place) place = place.nextElementSibling;
      else this.#list.insertBefore(node, place);
    }
    this.#drop(new Set(items.map((item) => item.key)));
    this.#dots.hidden = !typing;
    this.#keepPinned();
  }

  jump(id) {
    const node = this.#list.querySelector(`[data-id="${Number(id)}"]`);
    node?.scrollIntoView({ block: "center" });
    node?.animate([{ filter: "brightness(0.85)" }, { filter: "none" }], 900);
  }

  toEnd() {
    this.#pinned = true;
    this.#keepPinned();
  }

  #nodeFor(item, fresh) {
    const known = this.#nodes.get(item.key);
    const quoted = item.messages?.map((message) => this.find(message.reply_to));
    const print = JSON.stringify([item.messages, quoted]);
    if (known?.print === print) return known.node;
    const node = item.day ? h("p.day", {}, h("span", {}, item.day)) : messageNode(item.messages, this.#hooks);
    if (known) replaceKeepingFocus(known.node, node);
    else if (fresh) node.classList.add("fresh");
    this.#nodes.set(item.key, { print, node });
    return node;
  }

  #drop(seen) {
    for (const [key, { node }] of this.#nodes) {
      if (seen.has(key)) continue;
      if (node.contains(document.activeElement)) this.scroller.focus({ preventScroll: true });
      node.remove();
      this.#nodes.delete(key);
    }
  }

  #watchScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.#pinned = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    this.latest.hidden = this.#pinned;
  }

  #keepPinned() {
    if (this.#pinned) this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}

/** Day marks and bubbles in order; neighbours of one album are one bubble. */
function itemsOf(messages) {
  const items = [];
  let day = null;
  for (const message of messages) {
    const today = dayOf(message.date);
    if (today !== day) items.push({ key: `day ${today} ${message.message_id}`, day: today });
    day = today;
    const previous = items.at(-1);
    if (message.media_group_id && previous.album === message.media_group_id) {
      previous.messages.push(message);
    } else {
      items.push({ key: `message ${message.message_id}`, album: message.media_group_id, messages: [message] });
    }
  }
  return items;
}

/** An edited message keeps the keyboard user's place among its buttons. */
function replaceKeepingFocus(before, after) {
  const spot = before.contains(document.activeElement) ? document.activeElement.dataset.spot : undefined;
  before.replaceWith(after);
  if (spot === undefined) return;
  const target = after.querySelector(`[data-spot="${spot}"]`) ?? after.querySelector(".key");
  target?.focus({ preventScroll: true });
}
