// Whatever is pushed, exactly one notification is shown; whatever is tapped, only this portal opens.
import assert from "node:assert/strict";
import test from "node:test";
import { ORIGIN, dispatch, page, pushed, startWorker } from "./fake_self.mjs";

const WHOLE = {
  web_push: 8030,
  notification: {
    title: "Groep 3 is vandaag gesloten",
    body: "Door een gesprongen leiding.",
    navigate: `${ORIGIN}/news/7?n=3`,
    tag: "post-7",
    lang: "nl",
    dir: "auto",
    silent: false,
  },
  mutable: true,
  schoolplein: { shown: `${ORIGIN}/notifications/shown/12-abc` },
};

const pushOf = (payload) => ({ data: pushed(JSON.stringify(payload)) });

test("a message is shown as it was written", async () => {
  const self = await startWorker();

  await dispatch(self, "push", pushOf(WHOLE));

  assert.deepEqual(self.seen.shown, [
    {
      title: "Groep 3 is vandaag gesloten",
      body: "Door een gesprongen leiding.",
      tag: "post-7",
      lang: "nl",
      dir: "auto",
      silent: false,
      data: { navigate: `${ORIGIN}/news/7?n=3` },
      icon: "/icons/any-192.png",
      badge: "/icons/badge-96.png",
    },
  ]);
});

test("the portal is told that it was shown, without a cookie", async () => {
  const self = await startWorker();

  await dispatch(self, "push", pushOf(WHOLE));

  assert.deepEqual(self.seen.asked, [
    { url: `${ORIGIN}/notifications/shown/12-abc`, method: "POST", keepalive: true, credentials: "omit" },
  ]);
});

test("a bundle takes the place of what it stands for, and of nothing else", async () => {
  const self = await startWorker();
  for (const tag of ["post-1", "post-2", "urgent-1", ""]) {
    await dispatch(self, "push", pushOf({ ...WHOLE, notification: { ...WHOLE.notification, tag } }));
  }

  const bundle = { ...WHOLE.notification, title: "5 nieuwe berichten", tag: "news-bundle" };
  await dispatch(self, "push", pushOf({ ...WHOLE, notification: bundle, schoolplein: { replaces: ["post-1", "post-2", "news-bundle", ""] } }));

  assert.deepEqual(self.seen.closed, ["post-1", "post-2"]);
  assert.equal(self.seen.shown.at(-1).title, "5 nieuwe berichten");
});

test("what could not be shown is not told to be shown", async () => {
  const self = await startWorker();
  self.registration.showNotification = async () => {
    throw new TypeError("No notification permission has been granted for this origin.");
  };

  await dispatch(self, "push", pushOf(WHOLE));

  assert.deepEqual(self.seen.asked, []);
});

test("open pages hear what came", async () => {
  const pages = [page(), page({ visibilityState: "hidden" })];
  const self = await startWorker({ pages });

  await dispatch(self, "push", pushOf(WHOLE));

  const message = { type: "pushed", navigate: `${ORIGIN}/news/7?n=3`, tag: "post-7" };
  assert.deepEqual(pages.map(({ told }) => told), [[message], [message]]);
});

test("without a connection the message is shown all the same", async () => {
  const self = await startWorker({ fetch: () => Promise.reject(new TypeError("Failed to fetch")) });

  await dispatch(self, "push", pushOf(WHOLE));

  assert.equal(self.seen.shown.length, 1);
});

for (const [language, body] of [["nl-NL", "Er is een nieuw bericht."], ["en-GB", "There is a new message."], ["ar", "Er is een nieuw bericht."]]) {
  test(`an unreadable message is shown in neutral words to who reads ${language}`, async () => {
    const self = await startWorker();
    self.navigator.language = language;

    await dispatch(self, "push", { data: pushed("{ half") });

    assert.deepEqual(self.seen.shown.map(({ title, body }) => [title, body]), [["De Notenboom", body]]);
  });
}

// --- ten thousand payloads -------------------------------------------------------------------------------------------

function dice(seed) {
  // mulberry32: the same payloads at each run
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const FOREIGN = [
  "https://evil.example/", "//evil.example/x", "https://portaal.example.evil.example/", "https://portaal.example@evil.example/",
  "javascript:alert(1)", "data:text/html,x", `blob:${ORIGIN}/1`, `filesystem:${ORIGIN}/1`, "http://portaal.example/", "https://portaal.example:8443/",
  "\\\\evil.example", "/\\evil.example", "https:\\\\evil.example", "ftp://portaal.example/", "https://[", "http://%", "file:///etc/passwd", "\u0000",
];
const ODD = [null, true, false, 0, -1, 1e308, "", " ", "x", "\ud800", "🏫".repeat(50), [], [[]], {}, { toString: 1 }, { length: 5 }, "9".repeat(20_000)];

function anything(roll, depth = 0) {
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const kind = roll();
  if (kind < 0.35) return pick(ODD);
  if (kind < 0.6) return pick(FOREIGN);
  if (kind < 0.8 || depth > 2) return String.fromCharCode(...Array.from({ length: 1 + roll() * 40 }, () => roll() * 0xffff));
  if (kind < 0.9) return Array.from({ length: roll() * 4 }, () => anything(roll, depth + 1));
  return Object.fromEntries(Array.from({ length: roll() * 5 }, () => [`k${Math.floor(roll() * 9)}`, anything(roll, depth + 1)]));
}

function damaged(roll) {
  const payload = structuredClone(WHOLE);
  for (const place of [payload, payload.notification, payload.schoolplein]) {
    for (const name of Object.keys(place)) {
      const fate = roll();
      if (fate < 0.15) delete place[name];
      else if (fate < 0.5) place[name] = anything(roll);
    }
    if (roll() < 0.3) place[`unknown${Math.floor(roll() * 5)}`] = anything(roll);
  }
  return payload;
}

function eventOf(roll) {
  const kind = roll();
  if (kind < 0.03) return {};
  if (kind < 0.06) return { data: null };
  if (kind < 0.09) return { data: { json: () => { throw new SyntaxError("no"); }, text: () => "" } };
  if (kind < 0.15) return { data: pushed(JSON.stringify(anything(roll))) };
  const text = JSON.stringify(damaged(roll));
  if (kind < 0.25) return { data: pushed(text.slice(0, roll() * text.length)) };
  if (kind < 0.3) return { data: pushed(`${text.slice(0, -1)},"fill":"${"x".repeat(100_000)}"}`) };
  return { data: pushed(text) };
}

// A browser refuses what the specification refuses.
function strictly(self) {
  const show = self.registration.showNotification;
  self.registration.showNotification = async (title, options) => {
    if (typeof title !== "string" || !title.trim()) throw new TypeError("title");
    if (!["auto", "ltr", "rtl"].includes(options.dir)) throw new TypeError("dir");
    for (const name of ["body", "tag", "lang"]) if (typeof options[name] !== "string") throw new TypeError(name);
    if (typeof options.silent !== "boolean") throw new TypeError("silent");
    return show(title, options);
  };
}

test("ten thousand broken, foreign and huge payloads: each shows one notification and leads nowhere else", async () => {
  const one = page();
  const self = await startWorker({ pages: [one] });
  strictly(self);
  const roll = dice(20261124);
  const places = new Set();

  for (let number = 0; number < 10_000; number++) {
    await dispatch(self, "push", eventOf(roll));
    const notification = { close() {}, data: self.seen.shown.at(-1).data };
    await dispatch(self, "notificationclick", { notification });
    places.add(new URL(one.at).origin);
  }

  assert.equal(self.seen.shown.length, 10_000);
  assert.deepEqual([...places], [ORIGIN]);
  assert.deepEqual(self.seen.asked.filter(({ url }) => !url.startsWith(`${ORIGIN}/notifications/shown/`)), []);
});

for (const address of FOREIGN.filter((one) => one !== "\u0000")) {
  test(`a tap never opens ${JSON.stringify(address)}`, async () => {
    const self = await startWorker();

    await dispatch(self, "notificationclick", { notification: { close() {}, data: { navigate: address } } });

    assert.deepEqual(self.seen.opened.map((url) => new URL(url).origin), [ORIGIN]);
  });
}

// --- the tap ---------------------------------------------------------------------------------------------------------

const tap = (navigate) => ({ notification: { close() {}, data: { navigate } } });

test("a tap closes the notification and opens the page where the portal is not open", async () => {
  const self = await startWorker();
  let isClosed = false;

  await dispatch(self, "notificationclick", { notification: { close: () => (isClosed = true), data: { navigate: `${ORIGIN}/news/7` } } });

  assert.deepEqual([isClosed, self.seen.opened], [true, [`${ORIGIN}/news/7`]]);
});

test("a tap brings the window that was looked at last to the page", async () => {
  const [hidden, looked] = [page({ visibilityState: "hidden" }), page({ focused: true })];
  const self = await startWorker({ pages: [hidden, looked] });

  await dispatch(self, "notificationclick", tap(`${ORIGIN}/news/7`));

  assert.deepEqual([hidden.at, looked.at, looked.isFocused, self.seen.opened], [undefined, `${ORIGIN}/news/7`, true, []]);
});

test("a window that may not come to the front still goes to the page", async () => {
  const one = page({ canFocus: false });
  const self = await startWorker({ pages: [one] });

  await dispatch(self, "notificationclick", tap(`${ORIGIN}/news/7`));

  assert.deepEqual([one.at, self.seen.opened], [`${ORIGIN}/news/7`, []]);
});

test("a window that the worker does not look after is left alone, and another opens", async () => {
  const one = page({ canNavigate: false });
  const self = await startWorker({ pages: [one] });

  await dispatch(self, "notificationclick", tap(`${ORIGIN}/news/7`));

  assert.deepEqual(self.seen.opened, [`${ORIGIN}/news/7`]);
});

test("a tap on a notification without an address, or of an older version, opens the portal", async () => {
  const self = await startWorker();

  for (const data of [undefined, null, {}, { navigate: 7 }]) {
    await dispatch(self, "notificationclick", { notification: { close() {}, data } });
  }

  assert.deepEqual(self.seen.opened, Array(4).fill(`${ORIGIN}/`));
});

test("a browser that refuses to open anything is survived", async () => {
  const self = await startWorker();
  self.clients.openWindow = async () => {
    throw new Error("Not allowed to open a window.");
  };

  await dispatch(self, "notificationclick", tap(`${ORIGIN}/news/7`));
});

// --- a new address for the device ------------------------------------------------------------------------------------

const oldSubscription = { endpoint: "https://push.example/old", options: { applicationServerKey: new Uint8Array([4, 1]).buffer } };

test("a device whose address changed subscribes again with the same key and tells the portal both", async () => {
  const self = await startWorker();

  await dispatch(self, "pushsubscriptionchange", { oldSubscription });

  const [{ url, body, ...options }] = self.seen.asked;
  assert.deepEqual([self.seen.asked.length, url, options], [1, `${ORIGIN}/account/notifications/devices`, {
    method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" },
  }]);
  assert.deepEqual(JSON.parse(body), {
    endpoint: "https://push.example/new", keys: { p256dh: "p", auth: "a" }, old_endpoint: "https://push.example/old",
  });
});

test("a device that lost its old address asks the portal for its key", async () => {
  let used;
  const self = await startWorker({ fetch: (request) => (String(request).endsWith("/key") ? Response.json({ key: "BKey" }) : new Response()) });
  const { subscribe } = self.registration.pushManager;
  self.registration.pushManager.subscribe = async (options) => {
    used = options;
    return subscribe(options);
  };

  await dispatch(self, "pushsubscriptionchange", { oldSubscription: null });

  assert.deepEqual(used, { userVisibleOnly: true, applicationServerKey: "BKey" });
  assert.deepEqual(self.seen.asked.map(({ url }) => new URL(url).pathname), ["/account/notifications/devices/key", "/account/notifications/devices"]);
  assert.deepEqual(JSON.parse(self.seen.asked[1].body), { endpoint: "https://push.example/new", keys: { p256dh: "p", auth: "a" } });
});

test("an address that the browser made itself is told as it is", async () => {
  const self = await startWorker();
  const newSubscription = { toJSON: () => ({ endpoint: "https://push.example/own", keys: { p256dh: "q", auth: "b" } }) };

  await dispatch(self, "pushsubscriptionchange", { oldSubscription, newSubscription });

  assert.equal(JSON.parse(self.seen.asked[0].body).endpoint, "https://push.example/own");
});

test("a device that cannot tell its new address now is survived", async () => {
  const self = await startWorker({ fetch: () => Promise.reject(new TypeError("Failed to fetch")) });

  await dispatch(self, "pushsubscriptionchange", { oldSubscription });
  await dispatch(self, "pushsubscriptionchange", {});
});
