// How dates, sizes and lengths read. World time is shown as Beijing time wherever the browser stands.

const ZONE = "Asia/Shanghai";
const DATE_PARTS = { year: "numeric", month: "long", day: "numeric", weekday: "long" };
const TIME_PARTS = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const KINDS = {
  photo: "图片",
  document: "文件",
  voice: "语音",
  audio: "音频",
  video: "视频",
  video_note: "视频",
  animation: "动图",
};

const formatter = (parts) => new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, ...parts });
const TIME = formatter(TIME_PARTS);
const DAY = formatter(DATE_PARTS);
const MOMENT = formatter({ ...DATE_PARTS, ...TIME_PARTS });

const spaced = (date) => date.replace(/(?=星期)/, " ");

/** "10:05" of a Unix time in seconds. */
export const timeOf = (unix) => TIME.format(unix * 1000);

/** "2026年9月30日 星期三" of a Unix time in seconds. */
export const dayOf = (unix) => spaced(DAY.format(unix * 1000));

/** Day and time of a moment in milliseconds. */
export const momentOf = (milliseconds) => spaced(MOMENT.format(milliseconds));

/** "1:07" of a length in seconds. */
export function lengthOf(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** "1.2 MB" of a number of bytes. */
export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "KB"] : [bytes / 1024 ** 2, "MB"];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** A start with its parameter, which Telegram's clients send and do not show. */
export const STARTED = /^\/start \S+$/;

/** The line that stands for a message in quotes: its text, or the kind of its media. */
export function summaryOf(message) {
  if (message.text) return STARTED.test(message.text) ? "/start" : message.text;
  if (!message.media) return "消息";
  const kind = KINDS[message.media.kind] ?? "附件";
  return message.media.kind === "document" && message.media.name ? `${kind} ${message.media.name}` : kind;
}
