// What the portal's service worker listens to; what it does stands in cache.js, outbox.js and push.js.
// The server puts `self.PORTAL = {version, files, pages, offline, kept, words}` in front of this script.
import { fill, forgetOlder, staticFile, publicPage, visit, isStaticFile, isPublicPage, isVisit } from "./cache.js";
import { isReport, sendKept, sendOrKeep, sync } from "./outbox.js";
import { open, receive, subscribeAgain } from "./push.js";

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));

self.addEventListener("message", (event) => {
  if (event.data?.type === "skip-waiting") self.skipWaiting(); // only when somebody tapped «Vernieuwen»
  if (event.data?.type === "send-kept") event.waitUntil?.(sendKept());
});

self.addEventListener("sync", (event) => event.waitUntil(sync(event.tag)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (isReport(request)) event.respondWith(sendOrKeep(request));
  else if (isVisit(request)) event.respondWith(visit(request, event.preloadResponse));
  else if (isStaticFile(request)) event.respondWith(staticFile(request));
  else if (isPublicPage(request)) event.respondWith(publicPage(request));
});

self.addEventListener("push", (event) => event.waitUntil(receive(event.data)));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.navigate));
});

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAgain(event)));
