// The sandbox's user API. `?bot=` in the page's address chooses one bot where the sandbox holds several.

const BOT = new URLSearchParams(location.search).get("bot");

function address(path) {
  return BOT ? `${path}?bot=${encodeURIComponent(BOT)}` : path;
}

async function request(path, options = {}) {
  const response = await fetch(address(path), { cache: "no-store", ...options });
  if (!response.ok) throw new Error(await reasonOf(response));
  return response.status === 204 ? null : response.json();
}

async function reasonOf(response) {
  const text = await response.text();
  try {
    const { description, error, detail } = JSON.parse(text);
    return description ?? error ?? detail ?? text;
  } catch {
    return text.slice(0, 200) || `HTTP ${response.status}`;
  }
}

function post(path, body) {
  return request(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

export const users = () => request("/sandbox/users");
export const panel = () => request("/sandbox/panel");
export const clock = () => request("/sandbox/clock");

/** Calls `onChange` with each event and `onState` with whether the stream stands. */
export function listen(onChange, onState) {
  const source = new EventSource(address("/sandbox/events"));
  source.addEventListener("message", (event) => onChange(JSON.parse(event.data)));
  source.addEventListener("open", () => onState(true));
  source.addEventListener("error", () => onState(false));
}

/** What one person's phone can do. */
export function account(userId) {
  const base = `/sandbox/users/${encodeURIComponent(userId)}`;
  return {
    chat: () => request(`${base}/chat`),
    send: (body) => post(`${base}/send`, body),
    click: (messageId, data) => post(`${base}/click`, { message_id: messageId, data }),
    answer: (queryId) => request(`${base}/answers/${encodeURIComponent(queryId)}`),
    edit: (messageId, text) => post(`${base}/edit`, { message_id: messageId, text }),
    remove: (messageId) => post(`${base}/delete`, { message_id: messageId }),
    upload(kind, files, { caption, forwardFrom }) {
      const form = new FormData();
      form.append("kind", kind);
      if (caption) form.append("caption", caption);
      if (forwardFrom) form.append("forward_from", forwardFrom);
      for (const file of files) form.append("file", file, file.name);
      return request(`${base}/upload`, { method: "POST", body: form });
    },
  };
}
