// A push becomes a notification, whatever was in it: a browser takes the subscription away after pushes that show none.
const DIRECTIONS = ["auto", "ltr", "rtl"];
const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;
const DEVICES = "/account/notifications/devices";
const SHOWN = "/notifications/shown/";

const words = () => self.PORTAL.words[self.navigator?.language?.slice(0, 2)] ?? self.PORTAL.words.nl;
const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");
const object = (value) => (value && typeof value === "object" ? value : {});

// An address of this portal, whole; nothing for any other.
export function ownAddress(value) {
  if (typeof value !== "string") return undefined;
  try {
    const { protocol, origin, pathname, search, hash } = new URL(value, self.location.origin);
    const isOwn = origin === self.location.origin && protocol === new URL(origin).protocol;
    return isOwn ? origin + pathname + search + hash : undefined;
  } catch {
    return undefined;
  }
}

function shownAddress(value) {
  const address = ownAddress(value);
  return address && new URL(address).pathname.startsWith(SHOWN) ? address : undefined;
}

function parsed(data) {
  try {
    return object(data?.json());
  } catch {
    return {};
  }
}

// What a payload says (Declarative Web Push), with neutral words for all that it does not say.
export function messageIn(data) {
  const payload = parsed(data);
  const told = object(payload.notification);
  const title = text(told.title, 200).trim();
  return {
    title: title || words().title,
    body: title ? text(told.body, 4000) : words().body,
    navigate: ownAddress(told.navigate),
    shown: shownAddress(object(payload.schoolplein).shown),
    replaces: [object(payload.schoolplein).replaces].flat().filter((tag) => text(tag, 100)),
    tag: text(told.tag, 100),
    lang: LANGUAGE.test(text(told.lang, 35)) ? told.lang : "",
    dir: DIRECTIONS.includes(told.dir) ? told.dir : "auto",
    silent: told.silent === true,
  };
}

export async function receive(data) {
  const message = messageIn(data);
  const isShown = await attempt(() => show(message));
  await Promise.allSettled([isShown && report(message.shown), isShown && close(message), tellPages(message)]);
}

async function show({ title, body, navigate, tag, lang, dir, silent }) {
  const pictures = { icon: "/icons/any-192.png", badge: "/icons/badge-96.png" };
  await self.registration.showNotification(title, { body, tag, lang, dir, silent, data: { navigate }, ...pictures });
}

// What a bundle stands for goes: five posts in ten minutes are one notification.
async function close({ replaces, tag }) {
  if (!replaces.length) return;
  for (const one of await self.registration.getNotifications()) {
    if (one.tag !== tag && replaces.includes(one.tag)) one.close();
  }
}

async function report(address) {
  if (address) await self.fetch(address, { method: "POST", keepalive: true, credentials: "omit" });
}

async function windows() {
  return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}

async function tellPages({ navigate, tag }) {
  for (const page of await windows()) page.postMessage({ type: "pushed", navigate, tag });
}

// A tap: the portal that is open goes to the page, else it opens there.
export async function open(navigate) {
  const address = ownAddress(navigate) ?? `${self.location.origin}/`;
  const pages = await windows().catch(() => []);
  const page = pages.find((one) => one.focused) ?? pages.find((one) => one.visibilityState === "visible") ?? pages[0];
  if (page && (await bring(page, address))) return;
  await self.clients.openWindow(address).catch(() => {}); // a browser may refuse: the tap must still be survived
}

async function bring(page, address) {
  await attempt(() => page.focus());
  return attempt(() => page.navigate(address)); // throws for a page that this worker does not look after
}

async function attempt(act) {
  try {
    await act();
    return true;
  } catch {
    return false;
  }
}

// The browser changed the address of this device: the portal must know the new one, or nothing arrives any more.
export async function subscribeAgain({ oldSubscription, newSubscription }) {
  try {
    const subscription = newSubscription ?? (await subscribed(oldSubscription?.options?.applicationServerKey));
    const { endpoint, keys } = subscription.toJSON();
    await self.fetch(DEVICES, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ endpoint, keys, old_endpoint: oldSubscription?.endpoint }),
    });
  } catch {
    // Signed out, or no connection: the page looks after it at the next visit.
  }
}

async function subscribed(knownKey) {
  const applicationServerKey = knownKey ?? (await portalKey());
  return self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

async function portalKey() {
  const response = await self.fetch(`${DEVICES}/key`, { credentials: "same-origin", headers: { Accept: "application/json" } });
  return (await response.json()).key;
}
