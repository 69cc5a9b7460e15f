// A form is sent once: its buttons rest while it travels, and wake when the page comes back from the back button.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get" || form.target === "_blank" || form.hasAttribute("hx-post") || event.defaultPrevented) return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  // The button itself must still travel with the form: rest it after the form was read.
  setTimeout(() => form.querySelectorAll("button[type=submit]").forEach((button) => button.setAttribute("aria-busy", "true")));
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    delete form.dataset.sending;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }
});
