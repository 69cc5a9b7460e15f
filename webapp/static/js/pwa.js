// The portal as a program on a device: its service worker, for who is signed in, and a bar when there is a new version.
// Who signs out leaves nothing behind (sign-out.js), so a page for strangers does not bring it back.
const HOUR = 60 * 60 * 1000;
const workers = navigator.serviceWorker;
const bar = document.querySelector("[data-update]");
let isAsked = false; // somebody tapped «Vernieuwen»: only then may the page be loaded again under their hands

function offer(registration) {
  if (bar && registration.waiting && registration.active) bar.hidden = false; // none is active: this is the first one
}

function renew(registration) {
  isAsked = true;
  if (registration.waiting) registration.waiting.postMessage({ type: "skip-waiting" });
  else location.reload(); // another window had it renewed already
}

// A portal that stays open for days asks for itself, when somebody looks at it again.
function askNowAndThen(registration) {
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}

async function register() {
  try {
    const registration = await workers.register("/service-worker.js", { scope: "/" });
    offer(registration);
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", () => offer(registration));
    });
    bar?.querySelector("button").addEventListener("click", () => renew(registration));
    askNowAndThen(registration);
  } catch {
    // A private window, or no room: the portal works without.
  }
}

if (workers) {
  if (document.querySelector('form[action="/sign-out"]')) addEventListener("load", register);
  workers.addEventListener("controllerchange", () => {
    if (bar) bar.hidden = true;
    if (!isAsked) return;
    isAsked = false;
    location.reload();
  });
  workers.addEventListener("message", ({ data }) => {
    if (data?.type === "pushed") document.dispatchEvent(new CustomEvent("pushed", { detail: data }));
  });
}
