// What is kept on the device: files that are the same for everybody, and the page that says there is no connection.
// Nothing personal: a page of somebody is asked from the server each time, and never kept here.
const PREFIX = "schoolplein-";
const HASHED = /^\/static\/dist\/[\w.-]+-[0-9a-f]{10}\.\w+$/;
const LOOSELY = { ignoreVary: true, ignoreSearch: false };

const cacheName = () => PREFIX + self.PORTAL.version;
const kept = () => self.caches.open(cacheName());

function path(request) {
  const url = new URL(request.url);
  return request.method === "GET" && url.origin === self.location.origin ? url.pathname : "";
}

export const isVisit = (request) => request.method === "GET" && request.mode === "navigate";
export const isStaticFile = (request) => HASHED.test(path(request));
export const isPublicPage = (request) => path(request) !== self.PORTAL.offline && self.PORTAL.pages.includes(path(request));

export async function fill() {
  const { files, pages } = self.PORTAL;
  const cache = await kept();
  await cache.addAll([
    ...files.map((file) => new Request(new URL(file, self.location), { credentials: "omit" })),
    ...pages.map((page) => new Request(new URL(page, self.location), { credentials: "omit", cache: "reload" })),
  ]);
}

export async function forgetOlder() {
  await self.registration.navigationPreload?.enable().catch(() => {});
  const names = await self.caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== cacheName()).map((name) => self.caches.delete(name)));
}

// Somebody goes to a page: always the server's own answer; without a connection the page that says so. What the browser
// began to load beforehand may fail by itself, just when a worker starts: then the page is asked once more.
export async function visit(request, preloaded) {
  try {
    return (await Promise.resolve(preloaded).catch(() => undefined)) || (await self.fetch(request));
  } catch {
    return (await found(request)) ?? (await found(self.PORTAL.offline)) ?? Response.error();
  }
}

// A file whose name tells what is in it never changes: what was kept is right.
export async function staticFile(request) {
  const file = await found(request);
  if (file) return file;
  const response = await self.fetch(request);
  if (response.ok) await keep(request, response.clone());
  return response;
}

// The colours of the school: the newest there are, else those that were kept.
export async function publicPage(request) {
  try {
    const response = await self.fetch(request);
    if (response.ok) await keep(request, response.clone());
    return response;
  } catch {
    return (await found(request)) ?? Response.error();
  }
}

async function found(request) {
  try {
    return await (await kept()).match(request, LOOSELY);
  } catch {
    return undefined; // the browser took its storage away: the network is still there
  }
}

async function keep(request, response) {
  try {
    await (await kept()).put(request, response);
  } catch {
    // A full disk is no reason to show nothing.
  }
}
