// After a refused form the summary of what is wrong gets the focus, and so does what was saved; each once.
function focus() {
  const place = document.querySelector("[data-focus]:not([data-focused])");
  if (!place) return;
  place.dataset.focused = "yes";
  place.focus();
}

focus();
document.addEventListener("htmx:after:swap", focus);
