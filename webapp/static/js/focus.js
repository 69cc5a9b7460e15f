// After a refused form the summary of what is wrong gets the focus, and so does what was saved; each once.
function focus() {
  const place = document.querySelector("[data-focus]:not([data-focused])");
  if (!place) return;
  place.dataset.focused = "yes";
  place.focus();
}

// A list from which a row was taken away: whoever goes on with the next one starts at its heading, not at the top.
let taken = null;
document.addEventListener("submit", (event) => {
  taken = event.target.closest("[data-next]")?.dataset.next ?? null;
});
document.addEventListener("htmx:after:swap", () => {
  if (taken && document.activeElement === document.body) {
    const rest = document.getElementById(taken);
    (rest?.parentElement.querySelector("[data-next] button") ?? rest)?.focus();
    taken = null;
  }
});

focus();
document.addEventListener("htmx:after:swap", focus);
