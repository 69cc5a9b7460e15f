// A report made without a connection is kept, sent once the connection is back, and never lost in silence.
import assert from "node:assert/strict";
import test from "node:test";
import { ORIGIN, dispatch, page, startWorker } from "./fake_self.mjs";

const BODY = "key=abc&children=7&reason=ill";
const LOST = () => Promise.reject(new TypeError("Failed to fetch"));

const report = (path = "/absences", mode = "navigate") => {
  const request = { url: ORIGIN + path, method: "POST", mode, clone: () => ({ text: async () => BODY }) };
  return { request };
};
const kept = async (self) => Promise.all((await (await self.caches.open("outbox")).keys()).map(({ url }) => url));
const answered = (status, path, redirected = true) => async () => ({ status, ok: status < 400, redirected, url: ORIGIN + path });

async function offline(options) {
  const self = await startWorker(options);
  self.fetch = LOST;
  await (await dispatch(self, "fetch", report()));
  return self;
}

test("with a connection a report goes its usual way and nothing is kept", async () => {
  const self = await startWorker({ fetch: async () => new Response("reported") });

  const answer = await dispatch(self, "fetch", report());

  assert.deepEqual([await (await answer).text(), await kept(self)], ["reported", []]);
});

test("without a connection it is kept under its own key, the browser is asked to try later, and the parent is told", async () => {
  const self = await startWorker({ fetch: LOST });

  const answer = await (await dispatch(self, "fetch", report()));

  assert.deepEqual([answer.status, answer.headers.get("location")], [303, `${ORIGIN}/offline/kept`]);
  assert.deepEqual([await kept(self), self.seen.synced], [[`${ORIGIN}/outbox/abc`], ["outbox"]]);
});

test("the same report tapped twice waits once", async () => {
  const self = await offline();

  await (await dispatch(self, "fetch", report()));

  assert.deepEqual(await kept(self), [`${ORIGIN}/outbox/abc`]);
});

for (const [path, mode] of [["/leave", "navigate"], ["/absences/7/withdrawal", "navigate"], ["/absences", "cors"]]) {
  test(`a ${mode} post to ${path} is left to the browser`, async () => {
    const self = await startWorker({ fetch: LOST });

    assert.equal(await dispatch(self, "fetch", report(path, mode)), undefined);
  });
}

test("when the connection is back it is sent as it was, and forgotten; an open page says so", async () => {
  const open = page();
  const self = await offline({ pages: [open] });
  const asked = [];
  self.fetch = async (url, options) => (asked.push([url, options.body, options.credentials]), answered(200, "/absences/9")());

  await dispatch(self, "sync", { tag: "outbox" });

  assert.deepEqual(asked, [["/absences", BODY, "same-origin"]]);
  assert.deepEqual([await kept(self), open.told], [[], [{ type: "outbox", sent: 1, refused: 0, waiting: 0 }]]);
  assert.deepEqual(self.seen.shown, []);
});

test("without an open page a notification says it", async () => {
  const self = await offline();
  self.fetch = answered(200, "/absences/9");

  await dispatch(self, "sync", { tag: "outbox" });

  assert.deepEqual(self.seen.shown.map(({ body }) => body), ["Verstuurd."]);
});

test("an open page can ask for it in a browser that does not try by itself", async () => {
  const self = await offline();
  self.fetch = answered(200, "/absences/9");

  await dispatch(self, "message", { data: { type: "send-kept" } });

  assert.deepEqual(await kept(self), []);
});

test("pages that ask at the same moment have it sent once", async () => {
  const self = await offline({ pages: [page()] });
  let sent = 0;
  self.fetch = async () => (sent++, answered(200, "/absences/9")());

  await Promise.all([1, 2].map(() => dispatch(self, "message", { data: { type: "send-kept" } })));

  assert.deepEqual([sent, await kept(self)], [1, []]);
});

for (const [name, fetch] of [["is still away", LOST], ["finds the portal busy", answered(503, "/absences", false)], ["goes too fast", answered(429, "/absences", false)]]) {
  test(`a report that ${name} waits, and the browser tries again`, async () => {
    const self = await offline();
    self.fetch = fetch;

    await assert.rejects(dispatch(self, "sync", { tag: "outbox" }));

    assert.deepEqual([await kept(self), self.seen.shown], [[`${ORIGIN}/outbox/abc`], []]);
  });
}

for (const [name, fetch] of [["refuses it", answered(422, "/absences", false)], ["asks to sign in", answered(200, "/sign-in")]]) {
  test(`when the portal ${name}, the parent is told, at the next page if need be`, async () => {
    const self = await offline();
    self.fetch = fetch;
    await dispatch(self, "sync", { tag: "outbox" });
    assert.deepEqual([self.seen.shown.map(({ body }) => body), (await kept(self)).length], [["Niet aangekomen."], 1]);
    const open = page();
    self.clients.matchAll = async () => [open];

    await dispatch(self, "message", { data: { type: "send-kept" } });

    assert.deepEqual([open.told.map(({ refused }) => refused), await kept(self)], [[1], []]);
  });
}

test("an update of the worker keeps what waits", async () => {
  const self = await offline();

  await dispatch(self, "activate");

  assert.deepEqual(await kept(self), [`${ORIGIN}/outbox/abc`]);
});
