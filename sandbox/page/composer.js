// The line where one writes: new texts, replies, and corrections of one's own messages.

import { h, iconButton } from "./dom.js";
import { summaryOf } from "./format.js";
import { toast } from "./overlay.js";

const PLACEHOLDER = "输入消息";

export class Composer {
  #mode = null;
  #prompted = 0;
  #field = h("textarea.field", { rows: "1", placeholder: PLACEHOLDER, "aria-label": PLACEHOLDER });
  #heading = h("b");
  #excerpt = h("span");
  #context = h(
    "div.context",
    { hidden: true },
    h("p", {}, this.#heading, this.#excerpt),
    iconButton("close", "取消", () => this.leave()),
  );
  #deliver;

  /** `deliver(text, {reply_to} | {edit})` sends and rejects if it was not taken; `tools` stand left of the field. */
  constructor(deliver, tools) {
    this.#deliver = deliver;
    const form = h("form.composer", {}, tools, this.#field, iconSubmit());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener("keydown", (event) => this.#onKey(event));
    this.#field.addEventListener("input", () => this.#fit());
    this.node = h("div.foot", {}, this.#context, form);
  }

  /** The message that is being replied to, if any. */
  get replyTo() {
    return this.#mode?.reply_to;
  }

  focus() {
    this.#field.focus();
  }

  /** Writes where the cursor stands. */
  insert(text) {
    const { selectionStart: start, selectionEnd: end } = this.#field;
    this.#field.setRangeText(text, start, end, "end");
    this.#fit();
    this.focus();
  }

  reply(message, placeholder = "") {
    this.#enter({ reply_to: message.message_id }, "回复", summaryOf(message), placeholder);
  }

  edit(message) {
    this.#enter({ edit: message.message_id }, "编辑消息", summaryOf(message));
    this.#field.value = message.text;
    this.#fit();
  }

  /** Follows the chat: a new prompt that forces a reply opens the reply mode, a vanished message closes it. */
  follow(messages) {
    const target = this.#mode?.reply_to ?? this.#mode?.edit;
    if (target && !messages.some(({ message_id: id }) => id === target)) this.leave();
    const prompt = messages.findLast((message) => message.force_reply);
    if (!prompt || prompt.message_id <= this.#prompted) return;
    this.#prompted = prompt.message_id;
    const answered = messages.some((message) => message.from === "user" && message.message_id > prompt.message_id);
    if (!answered) this.reply(prompt, prompt.force_reply.placeholder ?? "");
  }

  #enter(mode, heading, excerpt, placeholder = "") {
    if (this.#mode?.edit) this.#field.value = "";
    this.#mode = mode;
    this.#heading.textContent = heading;
    this.#excerpt.textContent = excerpt;
    this.#context.hidden = false;
    this.#field.placeholder = placeholder || PLACEHOLDER;
    this.#fit();
  }

  /** Back to writing a new message. */
  leave() {
    if (this.#mode?.edit) this.#field.value = "";
    this.#mode = null;
    this.#context.hidden = true;
    this.#field.placeholder = PLACEHOLDER;
    this.#fit();
  }

  #onKey(event) {
    if (event.key === "Escape" && this.#mode) this.leave();
    // While an input method composes, Enter chooses a word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  async #submit() {
    const text = this.#field.value.trim();
    if (!text) return;
    const mode = this.#mode;
    this.#field.value = "";
    this.leave();
    try {
      await this.#deliver(text, mode ?? {});
    } catch (error) {
      if (!this.#field.value) this.#field.value = text;
      toast(this.node.closest(".screen"), `没有发出：${error.message}`);
    }
    this.#fit();
  }

  #fit() {
    const field = this.#field;
    field.style.height = "auto";
    // The scroll height leaves out the border, the height includes it.
    const border = field.offsetHeight - field.clientHeight;
    field.style.height = `${field.scrollHeight + border}px`;
  }
}

function iconSubmit() {
  const button = iconButton("send", "发送", null, "send");
  button.type = "submit";
  return button;
}
