// What is kept on a device, what never is, and what somebody sees without a connection.
import assert from "node:assert/strict";
import test from "node:test";
import { ORIGIN, dispatch, startWorker } from "./fake_self.mjs";

const CSS = `${ORIGIN}/static/dist/app-0123456789.css`;
const SECRET = "Noor is ziek";
const LOST = () => Promise.reject(new TypeError("Failed to fetch"));

const visit = (path, method = "GET") => ({ request: { url: ORIGIN + path, method, mode: "navigate" } });
const ask = (path, method = "GET") => ({ request: { url: ORIGIN + path, method, mode: "cors" } });

async function installed() {
  const self = await startWorker({ fetch: async (request) => new Response(`kept ${new URL(request.url).pathname}`) });
  await dispatch(self, "install");
  await dispatch(self, "activate");
  self.seen.asked.length = 0;
  return self;
}

const kept = (self) => [...self.stores.values()].flatMap((store) => [...store.entries.keys()]);

test("installing keeps the shared files and the page without a connection, asked as a stranger", async () => {
  const self = await startWorker({
    fetch: async (request) => new Response("", { status: request.credentials === "omit" ? 200 : 500 }),
  });

  await dispatch(self, "install");

  assert.deepEqual(kept(self), [CSS, `${ORIGIN}/offline`, `${ORIGIN}/theme.css`]);
});

test("a version that cannot be kept whole is not installed", async () => {
  const self = await startWorker({ fetch: async (request) => new Response("", { status: request.url === CSS ? 404 : 200 }) });

  await assert.rejects(dispatch(self, "install"));
});

test("a new version waits until somebody asks for it", async () => {
  const self = await installed();

  for (const data of [undefined, null, "skip-waiting", { type: "hello" }]) await dispatch(self, "message", { data });
  assert.equal(self.seen.skipped, 0);
  await dispatch(self, "message", { data: { type: "skip-waiting" } });

  assert.equal(self.seen.skipped, 1);
});

test("what an older version kept is removed, what is not ours stays", async () => {
  const self = await startWorker();
  for (const name of ["schoolplein-one", "schoolplein-two", "something-else"]) await self.caches.open(name);

  await dispatch(self, "activate");

  assert.deepEqual([[...self.stores.keys()], self.seen.claimed], [["schoolplein-two", "something-else"], 1]);
});

test("a page is the server's own each time, and is never kept", async () => {
  const self = await installed();
  const before = kept(self);
  self.fetch = async () => new Response(SECRET);

  const answer = await dispatch(self, "fetch", visit("/news"));

  assert.deepEqual([await (await answer).text(), kept(self)], [SECRET, before]);
});

test("a page that the browser began to load beforehand is not asked twice", async () => {
  const self = await installed();

  const answer = await dispatch(self, "fetch", { ...visit("/news"), preloadResponse: Promise.resolve(new Response("early")) });

  assert.deepEqual([await (await answer).text(), self.seen.asked], ["early", []]);
});

for (const path of ["/", "/news", "/news/7", "/account/notifications", "/offline"]) {
  test(`without a connection ${path} says so`, async () => {
    const self = await installed();
    self.fetch = LOST;

    const answer = await dispatch(self, "fetch", visit(path));

    assert.equal(await (await answer).text(), "kept /offline");
  });
}

test("a beforehand load that fails shows the page without a connection", async () => {
  const self = await installed();
  self.fetch = LOST;
  const preloadResponse = LOST();

  const answer = await dispatch(self, "fetch", { ...visit("/news"), preloadResponse });

  assert.equal(await (await answer).text(), "kept /offline");
});

test("a beforehand load that fails by itself does not look like a lost connection: the page is asked once more", async () => {
  const self = await installed();
  self.fetch = async () => new Response("the page");

  const answer = await dispatch(self, "fetch", { ...visit("/news"), preloadResponse: LOST() });

  assert.equal(await (await answer).text(), "the page");
});

test("an error of the server is shown as it is", async () => {
  const self = await installed();
  self.fetch = async () => new Response("", { status: 503 });

  const answer = await dispatch(self, "fetch", visit("/news"));

  assert.equal((await answer).status, 503);
});

test("without a connection and with nothing kept, the browser says it itself", async () => {
  const self = await startWorker({ fetch: LOST });

  const answer = await dispatch(self, "fetch", visit("/news"));

  assert.equal((await answer).type, "error");
});

test("a shared file comes from the device, without asking", async () => {
  const self = await installed();
  self.fetch = LOST;

  const answer = await dispatch(self, "fetch", ask("/static/dist/app-0123456789.css"));

  assert.equal(await (await answer).text(), "kept /static/dist/app-0123456789.css");
});

test("another shared file is asked once and then kept", async () => {
  const self = await installed();

  for (let time = 0; time < 2; time++) await (await dispatch(self, "fetch", ask("/static/dist/compose-abcdef0123.js")));

  assert.equal(self.seen.asked.length, 1);
});

test("a shared file that is not there is not kept", async () => {
  const self = await installed();
  const before = kept(self);
  self.fetch = async () => new Response("", { status: 404 });

  await (await dispatch(self, "fetch", ask("/static/dist/app-ffffffffff.js")));

  assert.deepEqual(kept(self), before);
});

test("the school's colours are the newest, and without a connection the last", async () => {
  const self = await installed();
  self.fetch = async () => new Response("green");
  await (await dispatch(self, "fetch", ask("/theme.css")));
  self.fetch = LOST;

  const answer = await dispatch(self, "fetch", ask("/theme.css"));

  assert.equal(await (await answer).text(), "green");
});

test("a full disk shows the file all the same", async () => {
  const self = await installed();
  self.caches.open = async () => {
    throw new DOMException("full", "QuotaExceededError");
  };

  const answer = await dispatch(self, "fetch", ask("/static/dist/app-ffffffffff.js"));

  assert.equal((await answer).status, 200);
});

for (const event of [
  visit("/urgent", "POST"), ask("/news/newer?after=7"), ask("/people/3/photo?v=1"), ask("/units/1/logo?v=1"), ask("/news", "POST"),
  ask("/static/dist/service-worker.js"), ask("/static/dist/app-0123456789.css", "POST"),
  { request: { url: "https://evil.example/static/dist/app-0123456789.css", method: "GET", mode: "cors" } },
]) {
  test(`${event.request.method} ${event.request.url} is left to the browser`, async () => {
    const self = await installed();

    assert.equal(await dispatch(self, "fetch", event), undefined);
  });
}
