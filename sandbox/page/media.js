// How a message's attachment looks: picture, video, sound, or a row with name and size.

import { h, icon } from "./dom.js";
import { lengthOf, sizeOf } from "./format.js";
import { showPicture } from "./overlay.js";

const BARS = 36;

/** The element for one `media` value of the user API. */
export function mediaNode(media) {
  const build = { photo, video, video_note: video, animation: video, voice: sound, audio: sound }[media.kind] ?? file;
  return build(media);
}

/** Whether several of them are laid out as tiles. */
export const isVisual = (media) => ["photo", "video", "animation"].includes(media.kind);

function photo(media) {
  const picture = h("img", { src: media.url, alt: media.name || "图片", draggable: "false" });
  const onclick = () => showPicture(media.url, media.name || "图片");
  return h("button.photo", { type: "button", "aria-label": "查看图片", onclick }, picture);
}

function video(media) {
  const round = media.kind === "video_note" ? ".round-video" : "";
  return h(`video.video${round}`, { src: media.url, controls: true, preload: "metadata", playsinline: true });
}

function file(media) {
  const name = media.name || "文件";
  const extension = name.includes(".") ? name.split(".").pop().slice(0, 4) : "";
  return h(
    "a.file",
    { href: media.url, target: "_blank", rel: "noopener", title: `打开 ${name}` },
    h("span.badge", {}, extension.toUpperCase() || icon("file")),
    h("span.about", {}, h("span.name", {}, name), h("span.note", {}, sizeOf(media.size ?? 0))),
  );
}

function sound(media) {
  const player = h("audio", { src: media.url, preload: "metadata" });
  const toggle = h("button.play", { type: "button", "aria-label": "播放" }, icon("play"));
  const track = h("input.track", { type: "range", max: "1", step: "any", value: "0", "aria-label": "播放进度" });
  const left = h("span.note", {}, lengthOf(media.duration));
  const total = () => (Number.isFinite(player.duration) ? player.duration : media.duration || 0);

  toggle.addEventListener("click", () => (player.paused ? player.play().catch(refused) : player.pause()));
  track.addEventListener("input", () => {
    player.currentTime = Number(track.value) * total();
  });
  for (const event of ["play", "pause", "timeupdate", "loadedmetadata", "ended"]) {
    player.addEventListener(event, show);
  }

  function refused() {
    left.textContent = "无法播放";
  }
  function show() {
    toggle.replaceChildren(icon(player.paused ? "play" : "pause"));
    toggle.setAttribute("aria-label", player.paused ? "播放" : "暂停");
    track.value = total() ? player.currentTime / total() : 0;
    track.style.setProperty("--played", `${track.value * 100}%`);
    left.textContent = lengthOf(player.currentTime || total());
  }

  const title = media.kind === "audio" && media.name && h("span.name", {}, media.name);
  const lane = h("span.lane", {}, media.kind === "voice" && wave(media.file_id), track);
  return h("div.sound", {}, toggle, h("span.about", {}, title, lane, left), player);
}

/** Bars of a height that only depends on the file, so that a voice keeps its looks. */
function wave(seed) {
  let state = [...String(seed)].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) >>> 0, 7);
  const bars = Array.from({ length: BARS }, () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return h("i", { style: `height:${20 + (state >>> 24) / 3.2}%` });
  });
  return h("span.wave", { "aria-hidden": "true" }, bars);
}
