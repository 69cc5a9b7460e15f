// <div data-poll="30" hx-get="…" hx-trigger="poll">: asked every so many seconds, only while somebody looks at the page.
function poll(element) {
  const pause = Number(element.dataset.poll) * 1000;
  let asked = Date.now();
  const ask = () => {
    if (!element.isConnected) return clearInterval(timer);
    if (document.visibilityState !== "visible") return;
    asked = Date.now();
    element.dispatchEvent(new CustomEvent("poll"));
  };
  const timer = setInterval(ask, pause);
  document.addEventListener("visibilitychange", () => {
    if (Date.now() - asked > pause) ask();
  });
}

for (const element of document.querySelectorAll("[data-poll]")) poll(element);
document.addEventListener("htmx:after:swap", () => {
  for (const element of document.querySelectorAll("[data-poll]:not([data-polled])")) {
    element.dataset.polled = "yes";
    poll(element);
  }
});
for (const element of document.querySelectorAll("[data-poll]")) element.dataset.polled = "yes";
