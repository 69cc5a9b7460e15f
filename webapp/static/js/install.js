// The page that helps to install the portal: one button where the browser offers it, and the right steps for an iPad.
const page = document.querySelector("[data-install]");

if (page) {
  const offer = page.querySelector("[data-install-offer]");
  let prompt;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // our button asks, at the moment somebody wants it
    prompt = event;
    offer.hidden = false;
  });
  offer.querySelector("button").addEventListener("click", async () => {
    await prompt.prompt();
    offer.hidden = true; // it asks once: who said no finds the steps
  });
  addEventListener("appinstalled", () => page.classList.add("is-installed"));
  if (navigator.standalone) page.classList.add("is-installed");
  // An iPad says that it is a Mac; no Mac can be touched at more than one place.
  const isTablet = navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1;
  if (isTablet && page.dataset.install === "computer" && !location.search) location.replace("?system=iphone");
}
