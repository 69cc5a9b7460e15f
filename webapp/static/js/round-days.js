// The form of a round: beside each day its day of the week; and as long as nobody touched them, the days on which
// choosing and changing end follow the first day with talks, as they were proposed: five days and one day before it.
const CLOSES = 5, CHANGES = 1;
const week_day = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", timeZone: "UTC" });

function earlier(day, days) {
  const moved = new Date(`${day}T00:00Z`);
  moved.setUTCDate(moved.getUTCDate() - days);
  return moved.toISOString().slice(0, 10);
}

function show_week_days(form) {
  for (const said of form.querySelectorAll("[data-week-day-of]")) {
    const day = document.getElementById(said.dataset.weekDayOf).valueAsDate;
    said.textContent = day ? week_day.format(day) : "";
  }
}

function follow(form) {
  const days = [...form.querySelectorAll("[data-talk-day]")].map((field) => field.value).filter(Boolean).sort();
  const { opens_day: opens, closes_day: closes, changes_day: changes } = form.elements;
  if (!days.length) return;
  const closing = earlier(days[0], CLOSES), last = earlier(days[0], CHANGES);
  if (!("touched" in changes.dataset)) changes.value = last;
  if (!("touched" in closes.dataset)) closes.value = closing > opens.value ? closing : last;
}

function start(form) {
  form.addEventListener("change", (event) => {
    if ("talkDay" in event.target.dataset && "follows" in form.dataset) follow(form);
    else event.target.dataset.touched = "";
    show_week_days(form);
  });
  show_week_days(form);
}

for (const form of document.querySelectorAll("[data-round-days]")) start(form);
