// The sandbox's user API. `?bot=` in the page's address chooses one bot where the sandbox holds several.

const ANSWER_SECONDS = 30;
const bot = new URLSearchParams(location.search).get("bot") ?? undefined;

async function request(path, options = {}) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer;
}

function post(path, body) {
  return request(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ bot, ...body }),
  });
}

export const users = () => request("/sandbox/users");
export const panel = () => request("/sandbox/panel");
export const clock = () => request("/sandbox/clock");

/** Calls `onChange` with each event and `onState` with whether the stream stands. */
export function listen(onChange, onState) {
  const source = new EventSource("/sandbox/events");
  source.addEventListener("message", (event) => onChange(JSON.parse(event.data)));
  source.addEventListener("open", () => onState(true));
  source.addEventListener("error", () => onState(false));
}

/** What one person's phone can do. */
export function account(userId) {
  const base = `/sandbox/users/${encodeURIComponent(userId)}`;
  return {
    chat: () => request(bot ? `${base}/chat?bot=${encodeURIComponent(bot)}` : `${base}/chat`),
    send: (body) => post(`${base}/send`, body),
    click: (messageId, data) => post(`${base}/click`, { message_id: messageId, data }),
    answer: (queryId) => request(`${base}/answers/${encodeURIComponent(queryId)}?timeout=${ANSWER_SECONDS}`),
    edit: (messageId, text) => post(`${base}/edit`, { message_id: messageId, text }),
    remove: (messageId) => post(`${base}/delete`, { message_id: messageId }),
    upload(kind, files, more) {
      const form = new FormData();
      for (const [name, value] of Object.entries({ bot, kind, ...more })) {
        if (value) form.append(name, value);
      }
      for (const file of files) form.append("file", file, file.name);
      return request(`${base}/upload`, { method: "POST", body: form });
    },
  };
}
