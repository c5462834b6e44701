// Sending files: the menu of kinds, the two samples, and the sheet with caption and origin.

import { h, icon, iconButton } from "./dom.js";
import { sizeOf } from "./format.js";
import { openMenu } from "./menu.js";
import { openSheet } from "./overlay.js";

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

/** The attach button of one phone; `upload(kind, files, {caption, forwardFrom})` sends and rejects if it was not taken. */
export function attachButton(upload) {
  const button = iconButton("attach", "添加附件", () => openMenu(button, "添加附件", entries()));
  button.setAttribute("aria-haspopup", "menu");
  const open = (kind, files) => openDraft(button.closest(".screen"), kind, files, upload);

  function entries() {
    const own = Object.entries(KINDS).map(([kind, { label, icon: image }]) => ({
      label: `${label}……`,
      icon: image,
      run: () => choose(kind, (files) => open(kind, files)),
    }));
    const samples = SAMPLES.map((sample) => ({
      label: sample.label,
      note: "随页面提供",
      icon: KINDS[sample.kind].icon,
      run: async () => open(sample.kind, [await fetchSample(sample)]),
    }));
    return [...own, ...samples];
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

function openDraft(screen, kind, chosen, upload) {
  const files = [];
  const list = h("ul.chosen");
  const caption = h("input", { name: "caption", maxlength: "1024", autocomplete: "off", autofocus: true });
  const origin = h("input", { name: "forward_from", maxlength: "64", autocomplete: "off", placeholder: "留空即为自己发送" });
  const fault = h("p.fault", { role: "alert" });
  const add = h("button.plain", { type: "button", onclick: () => choose(kind, take) }, "继续添加");
  const submit = h("button.primary", { type: "submit" }, "发送");
  const form = h(
    "form",
    {},
    h("h2", {}, `发送${KINDS[kind].label}`),
    list,
    h("label", {}, "说明文字（可不填）", caption),
    h("label", {}, "转发来源（如 王某）", origin),
    fault,
    h("div.ends", {}, KINDS[kind].several && add, h("span.gap"), h("button.plain", { type: "button", onclick: () => close() }, "取消"), submit),
  );

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
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    try {
      await upload(kind, files, { caption: caption.value.trim(), forwardFrom: origin.value.trim() });
      close();
    } catch (error) {
      fault.textContent = `没有发出：${error.message}`;
      submit.disabled = false;
    }
  });

  take(chosen);
  const close = openSheet(screen, "dialog", `发送${KINDS[kind].label}`, form);
}

function row(kind, file, drop) {
  const remove = iconButton("close", `移除 ${file.name}`, drop);
  return h("li", {}, thumbnail(kind, file), h("span.about", {}, h("span.name", {}, file.name), h("span.note", {}, sizeOf(file.size))), remove);
}

function thumbnail(kind, file) {
  if (!file.type.startsWith("image/")) return h("span.badge", {}, icon(KINDS[kind].icon));
  const source = URL.createObjectURL(file);
  return h("img.badge", { src: source, alt: "", onload: () => URL.revokeObjectURL(source) });
}
