// A link code gets its dashes while it is typed or pasted: K7QM-3F9T-XW2C.
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !("codeInput" in input.dataset)) return;
  const atEnd = input.selectionStart === input.value.length;
  if (!atEnd) return;
  const plain = input.value.toUpperCase().replace(/[^0-9A-Z]/g, "").slice(0, 12);
  input.value = plain.match(/.{1,4}/g)?.join("-") ?? "";
});
