// The eye beside a password: show it, hide it again; it is hidden before it is sent.
for (const box of document.querySelectorAll("[data-password]")) {
  const input = box.querySelector("input");
  const eye = box.querySelector("[data-password-eye]");
  if (!input || !eye) continue;
  eye.hidden = false;
  eye.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    eye.setAttribute("aria-pressed", String(!shown));
    input.focus();
  });
  input.form?.addEventListener("submit", () => (input.type = "password"));
}
