// Starts the page: one phone for each person, the side panel, the world's clock, and the stream of changes.

import * as api from "./api.js";
import { h } from "./dom.js";
import { momentOf } from "./format.js";
import { countUnread, join, showGroup } from "./groups.js";
import { Phone } from "./phone.js";
import { addTab } from "./tabs.js";

const RETRY_MS = 2000;
const $ = (id) => document.getElementById(id);
const phones = new Map();
let panelTab = null;
let ahead = 0;

async function loadUsers() {
  for (const user of await api.users()) {
    if (user.on_page && !phones.has(user.id)) addPhone(user);
  }
}

function addPhone(user) {
  const phone = new Phone(user, () => {
    tab.badge(phone.unread);
    countUnread(user.group);
  });
  $("phones").append(phone.node);
  const tab = addTab(phone.node, phone.title, () => phone.read());
  join(user.group, phone, tab);
  phones.set(user.id, phone);
  phone.refresh();
}

async function loadPanel() {
  const { url } = await api.panel();
  const section = $("panel");
  const shown = section.firstElementChild?.getAttribute("src") ?? null;
  if (url === shown) return;
  panelTab?.remove();
  section.hidden = !url;
  section.replaceChildren(...(url ? [h("iframe", { src: url, title: "时间面板" })] : []));
  panelTab = url ? addTab(section, "时间") : null;
}

async function loadClock() {
  const { now } = await api.clock();
  ahead = Date.parse(now) - Date.now();
  showClock();
}

function showClock() {
  $("clock").textContent = momentOf(Date.now() + ahead);
}

/** Everything anew: at the start, and after the stream of changes was away. */
async function loadAll() {
  try {
    await Promise.all([loadUsers(), loadPanel(), loadClock()]);
    for (const phone of phones.values()) phone.refresh();
  } catch {
    setTimeout(loadAll, RETRY_MS);
  }
}

function onChange(change) {
  if ("clock" in change) loadClock();
  if ("panel" in change) loadPanel();
  if (!("user" in change)) return;
  const phone = phones.get(change.user);
  if (phone) phone.refresh();
  else loadUsers();
}

/** What happens in the panel may be about one group: it asks for it by `parent.postMessage({ group }, "*")`. */
addEventListener("message", ({ source, data }) => {
  if (source === $("panel").querySelector("iframe")?.contentWindow) showGroup(data?.group);
});

setInterval(showClock, 1000);
api.listen(onChange, (connected) => {
  $("offline").hidden = connected;
  if (connected) loadAll();
});
