// A browser's worker, as far as ours can tell: it keeps what was shown, opened, asked and stored.
export const ORIGIN = "https://portaal.example";

export function pushed(text) {
  return { text: () => text, json: () => JSON.parse(text) };
}

class FakeCache {
  constructor(network) {
    this.network = network;
    this.entries = new Map();
  }
  async addAll(requests) {
    for (const request of requests) {
      const response = await this.network(request);
      if (!response.ok) throw new TypeError(`${request.url} answered ${response.status}`);
      this.entries.set(request.url, response);
    }
  }
  async match(request) {
    const found = this.entries.get(new URL(request.url ?? request, ORIGIN).href.split("#")[0]);
    return found?.clone();
  }
  async put(request, response) {
    this.entries.set(request.url, response);
  }
  async keys() {
    return [...this.entries.keys()].map((url) => new Request(url));
  }
  async delete(request) {
    return this.entries.delete(request.url);
  }
}

export function makeSelf({ pages = [], fetch } = {}) {
  const seen = { shown: [], closed: [], opened: [], asked: [], skipped: 0, claimed: 0, synced: [] };
  const stores = new Map();
  const listeners = {};
  const self = {
    seen,
    stores,
    listeners,
    location: new URL(`${ORIGIN}/service-worker.js`),
    navigator: { language: "nl-NL" },
    PORTAL: {
      version: "two",
      files: ["/static/dist/app-0123456789.css"],
      pages: ["/offline", "/theme.css"],
      offline: "/offline",
      kept: "/offline/kept",
      words: {
        nl: { title: "De Notenboom", body: "Er is een nieuw bericht.", sent: "Verstuurd.", refused: "Niet aangekomen." },
        en: { title: "De Notenboom", body: "There is a new message.", sent: "Sent.", refused: "Not sent." },
      },
    },
    fetch: async (request, options = {}) => {
      seen.asked.push({ url: new URL(request.url ?? request, ORIGIN).href, ...options });
      return fetch ? fetch(request, options) : new Response("from the network");
    },
    skipWaiting: () => seen.skipped++,
    addEventListener: (kind, act) => (listeners[kind] = act),
    clients: {
      claim: async () => seen.claimed++,
      matchAll: async () => pages,
      openWindow: async (url) => void seen.opened.push(url),
    },
    registration: {
      showNotification: async (title, options) => void seen.shown.push({ title, ...options }),
      getNotifications: async () => seen.shown.map(({ tag }) => ({ tag, close: () => seen.closed.push(tag) })),
      sync: { register: async (tag) => void seen.synced.push(tag) },
      pushManager: {
        subscribe: async (options) => ({
          toJSON: () => ({ endpoint: "https://push.example/new", expirationTime: null, keys: { p256dh: "p", auth: "a" } }),
          options,
        }),
      },
    },
    caches: {
      keys: async () => [...stores.keys()],
      open: async (name) => {
        if (!stores.has(name)) stores.set(name, new FakeCache((request) => self.fetch(request)));
        return stores.get(name);
      },
      delete: async (name) => stores.delete(name),
    },
  };
  globalThis.self = self;
  return self;
}

let count = 0;

// The real worker.js, listening to this fake.
export async function startWorker(options) {
  const self = makeSelf(options);
  await import(`../../service_worker/worker.js?${count++}`);
  return self;
}

// Lets the worker handle an event to its end; returns what it answered to a fetch.
export async function dispatch(self, kind, event = {}) {
  let done;
  let answer;
  self.listeners[kind]({ ...event, waitUntil: (work) => (done = work), respondWith: (work) => (answer = work) });
  await done;
  return answer;
}

export function page({ focused = false, visibilityState = "visible", canFocus = true, canNavigate = true } = {}) {
  const self = { focused, visibilityState, told: [], at: undefined, isFocused: false };
  self.postMessage = (message) => self.told.push(message);
  self.focus = async () => {
    if (!canFocus) throw new Error("Not allowed to focus a window.");
    self.isFocused = true;
  };
  self.navigate = async (url) => {
    if (!canNavigate) throw new TypeError("This service worker is not the client's active service worker.");
    self.at = url;
  };
  return self;
}
