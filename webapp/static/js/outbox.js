// What was reported without a connection: an open page has it sent when the connection is back, and says what came of it.
import { showToast } from "./toasts.js";

const AGAIN = 4000; // milliseconds
const workers = navigator.serviceWorker;
const words = () => document.getElementById("toasts")?.dataset ?? {};
const ask = () => workers.ready.then(({ active }) => active?.postMessage({ type: "send-kept" }));

if (workers) {
  addEventListener("load", ask);
  addEventListener("online", ask);
  // The first try can come a moment before the connection really is back: who waits on the page is not left waiting.
  if (document.querySelector("[data-kept]")) setInterval(() => navigator.onLine && ask(), AGAIN);
  workers.addEventListener("message", ({ data }) => {
    if (data?.type !== "outbox") return;
    if (data.sent) showToast(words().sent);
    if (data.refused) showToast(words().refused, "error");
    if (data.sent && document.querySelector("[data-kept]")) location.assign("/absences");
  });
}
