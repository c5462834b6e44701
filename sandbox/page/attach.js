// Sending files and forwarding: the menu of kinds, the two samples, and the sheets behind it.

import { h, icon, iconButton } from "./dom.js";
import { openForm } from "./form.js";
import { sizeOf } from "./format.js";
import { openMenu } from "./menu.js";

const ALBUM_MOST = 10;
const KINDS = {
  photo: { label: "图片或截图", icon: "photo", accept: "image/*", several: true },
  document: { label: "文件（原样发送）", icon: "file", accept: "", several: true },
  voice: { label: "语音", icon: "voice", accept: ".ogg,.oga,.opus,audio/*", several: false },
  video: { label: "视频", icon: "video", accept: "video/*", several: true },
};
const SAMPLES = [
  { kind: "photo", label: "示例截图", file: "chat.png", type: "image/png", name: "聊天截图.png" },
  { kind: "voice", label: "示例语音", file: "voice.ogg", type: "audio/ogg", name: "语音.ogg" },
];

/**
 * The attach button of one phone. `send(kind, files)` asks for the rest before it sends, `forward(text, from)` sends and
 * rejects with the reason if it was not taken.
 */
export function attachButton(send, forward) {
  const button = iconButton("attach", "添加附件", () => openMenu(button, "添加附件", entries()));
  button.setAttribute("aria-haspopup", "menu");
  const screen = () => button.closest(".screen");

  function entries() {
    const own = Object.entries(KINDS).map(([kind, { label, icon: image }]) => ({
      label,
      icon: image,
      run: () => choose(kind, (files) => send(kind, files)),
    }));
    const samples = SAMPLES.map((sample) => ({
      label: sample.label,
      note: "随页面提供",
      icon: KINDS[sample.kind].icon,
      run: async () => send(sample.kind, [await fetchSample(sample)]),
    }));
    return [...own, { label: "转发一条文字", icon: "forward", run: () => openForward(screen(), forward) }, ...samples];
  }
  return button;
}

async function fetchSample({ file, type, name }) {
  const response = await fetch(`/page/samples/${file}`);
  return new File([await response.blob()], name, { type });
}

/** Asks the browser for files; nothing happens if the person chooses none. */
function choose(kind, then) {
  const { accept, several } = KINDS[kind];
  const input = h("input", { type: "file", accept, multiple: several, hidden: true });
  input.addEventListener("change", () => {
    then([...input.files]);
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

/** Asks for a caption and an origin, then calls `upload(kind, files, {caption, forward_from})`. */
export function openFiles(screen, kind, chosen, upload) {
  const { label, several } = KINDS[kind];
  const files = [];
  const list = h("ul.chosen");
  const caption = h("input", { maxlength: "1024", autocomplete: "off", "data-first": true });
  const origin = originField("如 王某；留空即为自己发送");
  const add = several && h("button.plain", { type: "button", onclick: () => choose(kind, take) }, "继续添加");
  const fields = [list, h("label", {}, "说明文字（可不填）", caption), h("label", {}, "作为转发，来自", origin)];
  const send = () => upload(kind, files, { caption: caption.value.trim(), forward_from: origin.value.trim() });
  const { submit, fault } = openForm(screen, `发送${label}`, fields, send, add);
  take(chosen);

  function take(more) {
    files.push(...more);
    fault.textContent = files.length > ALBUM_MOST ? `一次最多 ${ALBUM_MOST} 个，其余未加入。` : "";
    files.splice(ALBUM_MOST);
    show();
  }
  function drop(file) {
    files.splice(files.indexOf(file), 1);
    show();
  }
  function show() {
    list.replaceChildren(...files.map((file) => row(kind, file, () => drop(file))));
    submit.disabled = files.length === 0;
  }
}

function openForward(screen, forward) {
  const text = h("textarea", { rows: "4", required: true, maxlength: "4096", "data-first": true });
  const origin = originField("如 王某", true);
  const fields = [h("label", {}, "对方的原话", text), h("label", {}, "来自", origin)];
  openForm(screen, "转发一条文字", fields, () => forward(text.value.trim(), origin.value.trim()));
}

function originField(placeholder, required = false) {
  return h("input", { maxlength: "64", autocomplete: "off", placeholder, required });
}

function row(kind, file, drop) {
  const remove = iconButton("close", `移除 ${file.name}`, drop);
  const about = h("span.about", {}, h("span.name", {}, file.name), h("span.note", {}, sizeOf(file.size)));
  return h("li", {}, thumbnail(kind, file), about, remove);
}

function thumbnail(kind, file) {
  if (!file.type.startsWith("image/")) return h("span.badge", {}, icon(KINDS[kind].icon));
  const source = URL.createObjectURL(file);
  return h("img.badge", { src: source, alt: "", onload: () => URL.revokeObjectURL(source) });
}
