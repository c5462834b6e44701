// One person's phone: fetches the chat whenever it changed, shows it, and carries out what the person does.

import { account } from "./api.js";
import { attachButton, openFiles } from "./attach.js";
import { Composer } from "./composer.js";
import { h, icon } from "./dom.js";
import { takeFiles } from "./drop.js";
import { emojiButton } from "./emoji.js";
import { startOf } from "./links.js";
import { ChatLog } from "./log.js";
import { openMenu } from "./menu.js";
import { alertBox, confirmBox, toast } from "./overlay.js";

const TYPING_MS = 6000;
const WORKING_MS = 6000;
const RETRY_MS = 3000;

export class Phone {
  unread = 0;
  #account;
  #onUnread;
  #chat = null;
  #busy = false;
  #again = false;
  #timer = 0;
  #asked = -Infinity;
  #pressed = new Set();
  #name = h("b", {}, "……");
  #status = h("span.status", {}, "正在连接");
  #count = h("span.unread", { hidden: true });
  #screen;
  #log;
  #composer;
  #opening = h("div.opening", { hidden: true });
  #commands = h(
    "button.commands",
    { type: "button", "aria-haspopup": "menu", "aria-label": "菜单", hidden: true, onclick: () => this.#openCommands() },
    icon("menu"),
    h("span.word", {}, "菜单"),
  );

  /** `onUnread(phone)` is called when the number of unread messages changed. */
  constructor(user, onUnread) {
    this.user = user;
    const name = `${user.last_name ?? ""}${user.first_name}`;
    this.title = user.phone_label || name;
    this.#account = account(user.id);
    this.#onUnread = onUnread;
    this.#log = new ChatLog(this.#hooks());
    const upload = (kind, files, more) => this.#upload(kind, files, more);
    const send = (kind, files) => openFiles(this.#screen, kind, files, upload);
    const attach = attachButton(send, (text, from) => this.#deliver(text, { forward_from: from }));
    const emoji = emojiButton((sign) => this.#composer.insert(sign));
    this.#composer = new Composer((text, mode) => this.#deliver(text, mode), [this.#commands, attach, emoji]);
    this.#screen = this.#build();
    takeFiles(this.#screen, send);
    this.node = h(
      "section.phone",
      { "aria-label": this.title, "data-user": user.id },
      h("h2.owner", {}, this.title, this.title.includes(name) ? null : h("span.name", {}, name), this.#count),
      h("div.frame", {}, this.#screen),
    );
    for (const event of ["pointerdown", "focusin", "wheel"]) {
      this.node.addEventListener(event, () => this.read(), { passive: true });
    }
  }

  /** Fetches and shows the chat; calls while one is under way become one more. */
  async refresh() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    this.#again = false;
    clearTimeout(this.#timer);
    const chat = await this.#account.chat().catch((error) => this.#wait(error));
    this.#busy = false;
    if (chat) this.#show(chat);
    if (chat?.typing) this.#later(TYPING_MS);
    else if (this.#works) this.#later(this.#asked + WORKING_MS - performance.now());
    if (this.#again) await this.refresh();
  }

  #wait(error) {
    this.#status.textContent = "等待服务连接……";
    this.#status.title = error.message;
    this.#later(RETRY_MS);
  }

  /** The person looked at this phone. */
  read() {
    if (!this.unread) return;
    this.unread = 0;
    this.#showUnread();
  }

  #later(milliseconds) {
    this.#timer = setTimeout(() => this.refresh(), milliseconds);
  }

  #build() {
    const head = h(
      "header.head",
      {},
      h("span.avatar", { "aria-hidden": "true" }),
      h("p", {}, this.#name, this.#status),
    );
    const middle = h("div.middle", {}, this.#log.scroller, this.#log.latest, this.#opening);
    return h("div.screen", {}, head, middle, this.#composer.node);
  }

  #show(chat) {
    const before = this.#chat;
    this.#chat = chat;
    this.#watch(before, chat);
    this.#name.textContent = chat.bot.name;
    this.#screen.querySelector(".avatar").textContent = [...chat.bot.name][0];
    const typing = chat.typing || this.#works;
    this.#status.textContent = chat.blocked ? "已停用" : typing ? "正在输入……" : "机器人";
    this.#commands.hidden = !chat.commands.length;
    this.#log.show(chat.messages, typing);
    this.#composer.follow(chat.messages);
    this.#showOpening(chat);
    if (before) this.#notice(before.messages, chat.messages);
    if (before && chat.toast && chat.toast.at !== before.toast?.at) this.#answer(chat.toast);
  }

  /** Notes when the person asked something that the bot has not said a word about. */
  #watch(before, { messages }) {
    const newest = messages.at(-1);
    if (newest?.from !== "user") this.#asked = -Infinity;
    else if (before && newest.message_id > (before.messages.at(-1)?.message_id ?? 0)) this.#asked = performance.now();
  }

  get #works() {
    return performance.now() - this.#asked < WORKING_MS;
  }

  #showOpening({ messages }) {
    this.#opening.hidden = messages.length > 0;
    this.#composer.node.hidden = !messages.length;
    if (this.#opening.hidden || this.#opening.firstChild) return;
    this.#opening.append(
      h("p", {}, "还没有对话"),
      h("button.primary.start", { type: "button", onclick: () => this.#start(this.user.start ?? "") }, "开始"),
    );
  }

  /** Counts what arrived; messages sent silently make no stir. */
  #notice(before, after) {
    const last = before.at(-1)?.message_id ?? 0;
    const news = after.filter((message) => message.message_id > last && message.from === "bot" && !message.silent);
    if (!news.length || this.node.contains(document.activeElement)) return;
    this.unread += news.length;
    this.#showUnread();
  }

  #showUnread() {
    this.#count.hidden = !this.unread;
    this.#count.textContent = this.unread;
    this.#count.setAttribute("aria-label", `${this.unread} 条未读`);
    this.#onUnread(this);
  }

  #hooks() {
    return {
      startOf: (href) => startOf(href, this.#chat.bot.username),
      nameOf: (message) => (message.from === "user" ? "我" : this.#chat.bot.name),
      press: (message, button) => this.#press(message, button),
      start: (payload) => this.#start(payload),
      command: (text) => this.#say(text),
      menu: (anchor, message) => this.#openActions(anchor, message),
    };
  }

  async #press(message, button) {
    const pressed = await this.#try(this.#account.click(message.message_id, button.data));
    if (!pressed) return;
    this.#pressed.add(pressed.query_id);
    // What the answer says comes with the chat; here only its arrival counts.
    await this.#account.answer(pressed.query_id).catch(() => null);
  }

  /** Nobody sits before a phone that a script uses: what it is told there goes away by itself. */
  #answer({ text, show_alert: important, query_id: query }) {
    if (important && this.#pressed.has(query)) alertBox(this.#screen, text);
    else toast(this.#screen, text);
  }

  #start(payload) {
    this.#log.toEnd();
    return this.#try(this.#account.send({ start: payload }));
  }

  #say(text) {
    this.#log.toEnd();
    return this.#try(this.#account.send({ text }));
  }

  async #deliver(text, { edit, ...more }) {
    if (!edit) this.#log.toEnd();
    await (edit ? this.#account.edit(edit, text) : this.#account.send({ text, ...more }));
    this.refresh();
  }

  async #upload(kind, files, more) {
    this.#log.toEnd();
    const replyTo = this.#composer.replyTo;
    await this.#account.upload(kind, files, { ...more, reply_to: replyTo });
    if (replyTo) this.#composer.leave();
    this.refresh();
  }

  async #try(act) {
    try {
      return await act;
    } catch (error) {
      return this.#fail(error);
    } finally {
      this.refresh();
    }
  }

  #fail(error) {
    toast(this.#screen, `没有成功：${error.message}`);
    return null;
  }

  #openCommands() {
    const entries = this.#chat.commands.map(({ command, description }) => ({
      label: description,
      note: `/${command}`,
      run: () => this.#say(`/${command}`),
    }));
    openMenu(this.#commands, "命令", entries);
  }

  #openActions(anchor, message) {
    const mine = message.from === "user";
    const text = message.text && !message.protected;
    const write = (mode) => {
      this.#composer[mode](message);
      this.#composer.focus();
    };
    openMenu(anchor, "消息操作", [
      { label: "回复", run: () => write("reply") },
      ...(text ? [{ label: "复制文字", run: () => this.#copy(message.text) }] : []),
      ...(mine && text && !message.media ? [{ label: "编辑", run: () => write("edit") }] : []),
      { label: "删除", run: () => this.#remove(message) },
    ]);
  }

  #remove(message) {
    const run = () => this.#try(this.#account.remove(message.message_id));
    confirmBox(this.#screen, "删除这条消息？双方的对话里都不再显示。", "删除", run);
  }

  async #copy(text) {
    await navigator.clipboard.writeText(text).catch(() => null);
    toast(this.#screen, "已复制");
  }
}
