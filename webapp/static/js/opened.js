// A page that was opened from a notification has ?n=<its number>: the portal hears of it, the address bar forgets it.
const address = new URL(location.href);
const number = address.searchParams.get("n");

if (number && document.querySelector("[data-devices]")) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  if (/^\d{1,18}$/.test(number)) {
    const body = new URLSearchParams({ path: address.pathname }); // a number put behind another page's address opens nothing
    fetch(`/notifications/${number}/opened`, { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => {});
  }
  address.searchParams.delete("n");
  history.replaceState(history.state, "", address);
}
