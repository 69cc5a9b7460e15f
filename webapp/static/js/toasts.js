// Short messages: they go away by themselves, later when the pointer or focus is on them.
const STAYS = 7000;

function settle(toast) {
  const close = toast.querySelector("[data-toast-close]");
  if (close) {
    close.hidden = false;
    close.addEventListener("click", () => toast.remove());
  }
  if (toast.classList.contains("toast-error")) return;
  let timer = setTimeout(() => toast.remove(), STAYS);
  for (const [stop, go] of [["pointerenter", "pointerleave"], ["focusin", "focusout"]]) {
    toast.addEventListener(stop, () => clearTimeout(timer));
    toast.addEventListener(go, () => (timer = setTimeout(() => toast.remove(), STAYS)));
  }
}

export function showToast(text, kind = "info") {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  if ([...place.children].some((shown) => shown.textContent.trim() === text)) return;
  const toast = document.createElement("div");
  toast.className = `toast toast-${kind}`;
  toast.textContent = text;
  place.append(toast);
  settle(toast);
}

for (const toast of document.querySelectorAll("[data-toast]")) settle(toast);
