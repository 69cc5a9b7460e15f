// The board of a plan (data-board): drag a child to a time of the same teacher, or choose the child and then the time by
// tap or keyboard. What is sent is the form #board-move; without script each child is a link to a list of times.
let chosen = null;

const board = () => document.querySelector("[data-board]");
const talks = () => board()?.querySelectorAll("[data-talk]") ?? [];

function choose(talk) {
  chosen = talk;
  for (const one of talks()) one.setAttribute("aria-current", String(one === talk));
  for (const button of board().querySelectorAll("[data-put]")) {
    const cell = button.closest("[data-place]");
    button.hidden = !talk || cell.dataset.host !== talk.dataset.host || cell.contains(talk);
  }
}

function put(cell) {
  const form = document.getElementById("board-move");
  form.elements.invitation.value = chosen.dataset.talk;
  form.elements.place.value = cell.dataset.place;
  form.requestSubmit();
}

const fits = (cell) => cell && chosen && cell.dataset.host === chosen.dataset.host && !cell.contains(chosen);
const cellOf = (event) => event.target.closest?.("[data-board] [data-place]");

document.addEventListener("click", (event) => {
  const talk = event.target.closest("[data-board] [data-talk]");
  if (talk) {
    event.preventDefault();
    choose(talk === chosen ? null : talk);
  }
  if (event.target.closest("[data-put]") && chosen) put(cellOf(event));
});

document.addEventListener("keydown", (event) => {
  if (!board()) return;
  if (event.key === "Escape" && chosen) choose(null);
  if (event.key === " " && event.target.matches("[data-talk]")) {
    event.preventDefault();
    event.target.click();
  }
});

document.addEventListener("dragstart", (event) => {
  const talk = event.target.closest?.("[data-board] [data-talk]");
  if (!talk) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", talk.textContent.trim());
  choose(talk);
});

document.addEventListener("dragover", (event) => {
  const cell = cellOf(event);
  for (const one of board()?.querySelectorAll(".board-over") ?? []) one.classList.toggle("board-over", one === cell);
  if (!fits(cell)) return;
  event.preventDefault();
  cell.classList.add("board-over");
});

document.addEventListener("drop", (event) => {
  const cell = cellOf(event);
  if (!fits(cell)) return;
  event.preventDefault();
  put(cell);
});

document.addEventListener("dragend", () => {
  for (const one of board()?.querySelectorAll(".board-over") ?? []) one.classList.remove("board-over");
});

document.addEventListener("htmx:after:swap", () => {
  if (!board()) return;
  const moved = document.getElementById("board-move").elements.invitation.value;
  choose(null);
  board().querySelector(`[data-talk="${CSS.escape(moved)}"]`)?.focus({ preventScroll: true });
});

if (board()) choose(null);
