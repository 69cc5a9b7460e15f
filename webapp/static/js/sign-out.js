// Who signs out leaves nothing on this device: no notifications, no service worker, no kept files. Before the form goes,
// since afterwards the browser knows nobody any more; and never for longer than a second: signing out comes first.
const PATIENCE = 1000;

async function forgetDevice() {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.allSettled([...registrations.map(forget), emptyCaches()]);
}

async function forget(registration) {
  const subscription = await registration.pushManager?.getSubscription().catch(() => null);
  await subscription?.unsubscribe().catch(() => {});
  await registration.unregister();
}

async function emptyCaches() {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.allSettled(names.map((name) => caches.delete(name)));
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("action") !== "/sign-out") return;
  event.preventDefault();
  await Promise.race([forgetDevice().catch(() => {}), new Promise((enough) => setTimeout(enough, PATIENCE))]);
  form.submit();
});
