// <div data-poll="30" hx-get="…" hx-trigger="poll">: asked every so many seconds, only while somebody looks at the page;
// and at once when a push told that there is something new.
function poll(element) {
  const pause = Number(element.dataset.poll) * 1000;
  let asked = Date.now();
  const ask = () => {
    if (!element.isConnected) return stop();
    if (document.visibilityState !== "visible") return;
    asked = Date.now();
    element.dispatchEvent(new CustomEvent("poll"));
  };
  const askSoon = () => {
    asked = 0; // nobody looks now? Then as soon as somebody does
    ask();
  };
  const look = () => {
    if (Date.now() - asked > pause) ask();
  };
  const timer = setInterval(ask, pause);
  const stop = () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
    document.removeEventListener("pushed", askSoon);
  };
  document.addEventListener("visibilitychange", look);
  document.addEventListener("pushed", askSoon);
}

for (const element of document.querySelectorAll("[data-poll]")) poll(element);
document.addEventListener("htmx:after:swap", () => {
  for (const element of document.querySelectorAll("[data-poll]:not([data-polled])")) {
    element.dataset.polled = "yes";
    poll(element);
  }
});
for (const element of document.querySelectorAll("[data-poll]")) element.dataset.polled = "yes";
