// Phones that belong together are seen together; a switch chooses which. With one group there is nothing to switch, and
// a phone of no group is always seen.

import { h } from "./dom.js";
import { chooseTabOf } from "./tabs.js";

const bar = document.getElementById("groups");
const groups = new Map();
let shown = null;

/** Puts a phone with its tab into the group of that name; the first group is shown first. */
export function join(name, phone, tab) {
  if (!name) return;
  if (!groups.has(name)) add(name);
  groups.get(name).members.push({ phone, tab });
  tab.show(name === shown);
}

/** Shows one group and puts the others away; nothing happens where there is none of that name. */
export function showGroup(name) {
  if (!groups.has(name) || name === shown) return;
  shown = name;
  for (const [each, { key, members }] of groups) {
    if (each === shown) key.setAttribute("aria-current", "true");
    else key.removeAttribute("aria-current");
    for (const { tab } of members) tab.show(each === shown);
  }
  if (document.querySelector("[data-active][hidden]")) chooseFirst(name);
}

/** The person asks for a group: on a narrow screen they want a phone of it, whatever is seen there now. */
function enter(name) {
  showGroup(name);
  if (!groups.get(name).members.some(({ phone }) => "active" in phone.node.dataset)) chooseFirst(name);
}

function chooseFirst(name) {
  const [first] = groups.get(name).members;
  if (first) chooseTabOf(first.phone.node);
}

/** Counts anew what nobody has read on the phones of a group. */
export function countUnread(name) {
  const group = groups.get(name);
  if (!group) return;
  const number = group.members.reduce((sum, { phone }) => sum + phone.unread, 0);
  group.count.hidden = !number;
  group.count.replaceChildren(String(number), h("span.aloud", {}, " 条未读"));
}

function add(name) {
  const count = h("span.unread", { hidden: true });
  const key = h("button.group", { type: "button", onclick: () => enter(name) }, h("span", {}, name), count);
  groups.set(name, { key, count, members: [] });
  bar.append(key);
  bar.hidden = groups.size < 2;
  if (shown === null) showGroup(name);
}
