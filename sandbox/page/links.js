// Links inside messages: addresses and commands become clickable, deep links stay inside the phone.

const LINKS = /(https?:\/\/[^\s<>"'，。；！？（）《》“”]+|(?<![\w/])\/[a-z][a-z0-9_]{0,31}(?![\w/]))/gi;

/** The start parameter if `href` leads to this bot ("" where it carries none), else null. */
export function startOf(href, username) {
  let url;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  const telegram = url.protocol === "tg:" && url.hostname === "resolve";
  if (!telegram && !/^(t|telegram)\.me$/.test(url.hostname)) return null;
  const name = telegram ? url.searchParams.get("domain") : url.pathname.split("/")[1];
  if (name?.toLowerCase() !== username?.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

/** Whether a browser may open it in a new tab. */
export const isWeb = (href) => /^https?:\/\//i.test(href);

/** Turns plain addresses and /commands in the text under `node` into links, as messengers do. */
export function linkify(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.parentElement.closest("a, code, pre")) continue;
    const parts = text.data.split(LINKS);
    if (parts.length > 1) text.replaceWith(...parts.map((part, index) => (index % 2 ? anchor(part) : part)));
  }
}

function anchor(part) {
  const link = document.createElement("a");
  link.textContent = part;
  link.href = part.startsWith("/") ? "#" : part;
  if (part.startsWith("/")) link.dataset.command = part;
  return link;
}
