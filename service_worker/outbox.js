// A report that a parent sends without a connection is kept on the device and sent when the connection is back: once,
// for it carries its own key, and the portal knows that key again.
const STORE = "outbox"; // not by the name of a version: an update must not lose what waits in it
const REPORTS = "/absences";
const SYNC = "outbox";
const FORM = "application/x-www-form-urlencoded";

let sending = null;

const store = () => self.caches.open(STORE);
const words = () => self.PORTAL.words[self.navigator?.language?.slice(0, 2)] ?? self.PORTAL.words.nl;

export function isReport(request) {
  const { origin, pathname } = new URL(request.url);
  return request.method === "POST" && request.mode === "navigate" && origin === self.location.origin && pathname === REPORTS;
}

export async function sendOrKeep(request) {
  const copy = request.clone();
  try {
    return await self.fetch(request);
  } catch {
    await keep(await copy.text());
    return Response.redirect(new URL(self.PORTAL.kept, self.location.origin).href, 303);
  }
}

async function keep(body) {
  const key = new URLSearchParams(body).get("key") ?? "report";
  await (await store()).put(new Request(`${self.location.origin}/outbox/${encodeURIComponent(key)}`), new Response(body));
  await self.registration.sync?.register(SYNC).catch(() => {}); // a browser without it: an open page asks
}

// Sends all that waits. What the portal refused stays until a page could say so; what did not get through, stays too.
// Pages and the browser may ask at the same moment: then it is done once for all of them.
export function sendKept() {
  return (sending ??= sendAll().finally(() => (sending = null)));
}

async function sendAll() {
  const outcome = { type: "outbox", sent: 0, refused: 0, waiting: 0 };
  if (!(await self.caches.keys()).includes(STORE)) return outcome;
  const kept = await store();
  for (const entry of await kept.keys()) {
    const result = await send(await kept.match(entry));
    outcome[result] += 1;
    if (result === "sent") await kept.delete(entry);
    if (result === "refused") await kept.put(entry, new Response("", { headers: { "X-Refused": "yes" } }));
  }
  const isTold = await tell(outcome);
  if (isTold) await forgetRefused(kept);
  if (!(await kept.keys()).length) await self.caches.delete(STORE);
  return outcome;
}

// The browser tries again later when this fails.
export async function sync(tag) {
  if (tag === SYNC && (await sendKept()).waiting) throw new Error("there is no connection yet");
}

async function send(report) {
  if (report.headers.get("X-Refused")) return "refused";
  try {
    const body = await report.text();
    const options = { method: "POST", body, headers: { "Content-Type": FORM }, credentials: "same-origin" };
    const answer = await self.fetch(REPORTS, options);
    if (answer.status >= 500 || answer.status === 429) return "waiting";
    return answer.ok && answer.redirected && !new URL(answer.url).pathname.startsWith("/sign-in") ? "sent" : "refused";
  } catch {
    return "waiting";
  }
}

// An open page says it; without one a notification does, where the device may show any.
async function tell(outcome) {
  if (!outcome.sent && !outcome.refused) return false;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage(outcome);
  const body = outcome.refused ? words().refused : words().sent;
  const options = { body, tag: "outbox", icon: "/icons/any-192.png", data: { navigate: "/absences" } };
  if (!pages.length) await self.registration.showNotification(words().title, options).catch(() => {});
  return pages.length > 0;
}

async function forgetRefused(kept) {
  for (const entry of await kept.keys()) {
    if ((await kept.match(entry)).headers.get("X-Refused")) await kept.delete(entry);
  }
}
