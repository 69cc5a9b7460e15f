// A form with data-wishes: times to tap instead of lists. A tap is the next wish, another tap takes it away; the lists,
// which are what is sent, follow.
function start(form) {
  const lists = [...form.querySelectorAll("[data-wish-lists] select")];
  const board = form.querySelector("[data-wish-board]");
  const said = board.querySelector("[data-wish-said]");
  const buttons = [...board.querySelectorAll("[data-wish]")];
  for (const button of buttons) button.dataset.hint = button.querySelector("[data-wish-rank]").textContent;

  function show(wishes) {
    lists.forEach((list, place) => { list.value = wishes[place] ?? ""; });
    for (const button of buttons) {
      const rank = wishes.indexOf(button.dataset.wish) + 1;
      button.setAttribute("aria-pressed", String(rank > 0));
      button.querySelector("[data-wish-rank]").textContent = rank ? `${said.dataset.rank} ${rank}` : button.dataset.hint;
    }
    said.textContent = wishes.length === 0 ? said.dataset.none : wishes.length < lists.length ? said.dataset.next : said.dataset.full;
  }

  const wishes = lists.map((list) => list.value).filter(Boolean);
  board.addEventListener("click", (event) => {
    const slot = event.target.closest("[data-wish]")?.dataset.wish;
    if (!slot) return;
    const place = wishes.indexOf(slot);
    if (place >= 0) wishes.splice(place, 1);
    else if (wishes.length < lists.length) wishes.push(slot);
    show(wishes);
  });
  form.querySelector("[data-wish-lists]").hidden = true;
  board.hidden = false;
  show(wishes);
}

for (const form of document.querySelectorAll("[data-wishes]")) start(form);
