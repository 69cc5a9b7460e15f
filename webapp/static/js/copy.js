// A button with data-copy puts a text on the clipboard and says so; without a clipboard it stays away.
import { showToast } from "./toasts.js";

function offer() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  showToast(button.dataset.copied, "success");
});

offer();
document.addEventListener("htmx:after:swap", offer);
