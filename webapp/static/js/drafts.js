// A post that is being written is kept on the server, at once after a tap and within a second of a key: it is there on
// another device too, and its photos lie with it. In this browser only what could not be sent is kept (no connection, a
// closed tab), under the token of the form: when the page opens again, it is put back and sent. It goes when it was
// saved or placed (published.js). Signing out empties the store.
const PAUSE = 900; // after the last key
const TAP = 50; // after a tap: who is in a photo must not wait
const MOST = 1000; // while somebody goes on
const JUST_NOW = 60_000;
const KEEPALIVE = 60_000; // bytes: browsers refuse to send more for a page that is going
const TEXTS = ["title", "body"];
const SAID = /^(shows|child|alt)-\d+$/;
const form = document.querySelector("form[data-draft]");
const place = form && `draft:${form.dataset.draft}`;

const state = form?.querySelector("[data-draft-state]");
let waiting = null;
let latest = Infinity; // when what waits is sent, whatever is typed on
let edits = 0; // what was changed here,
let saved = 0; // what of it the server has,
let left = 0; // and what was sent while the page was going
let isSending = false;
let isMissed = false;
let isPlaced = false;
let wantsSheet = false;

export const fieldsOf = (form) => {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  return fields;
};

// A change asked of the server by script: answered with a piece of the page, or refused with a sentence.
export function ask(url, body, options = {}) {
  const headers = { "HX-Request": "true", "X-CSRFToken": form.elements.csrf_token.value };
  return fetch(url, { method: body ? "POST" : "GET", body, headers, redirect: "manual", ...options });
}

// Which saving of the draft this page knows of.
const version = () => state.querySelector("#draft-state")?.dataset.version;

function keepHere(more) {
  const fields = fieldsOf(form);
  const kept = { ...more, key: fields.get("key"), audience: fields.getAll("audience"), at: Date.now(), base: version() };
  for (const name of TEXTS) kept[name] = fields.get(name);
  kept.photos = fields.getAll("photo");
  kept.said = [...fields].filter(([name]) => SAID.test(name));
  localStorage.setItem(place, JSON.stringify(kept));
}

function putBack() {
  const kept = JSON.parse(localStorage.getItem(place) ?? "null");
  if (kept?.photos?.length && kept.key !== form.elements.key.value) return sendKept(kept);
  if (!kept || (form.hasAttribute("data-on-server") && kept.key !== form.elements.key.value)) return;
  form.elements.key.value = kept.key;
  for (const name of TEXTS) {
    form.elements[name].value = kept[name];
    form.elements[name].dispatchEvent(new Event("restore"));
  }
  for (const box of form.querySelectorAll("[name=audience]")) {
    box.checked = kept.audience.includes(box.value);
    if (box.checked) box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  // Not where another device said otherwise since.
  if (Date.now() - kept.at < JUST_NOW || kept.base === version()) putBackSaid(kept);
  changed(TAP);
}

// What was said of photos just now, in a draft that this page does not show, goes to that draft.
async function sendKept(kept) {
  if (Date.now() - kept.at > JUST_NOW) return;
  const fields = ["key", ...TEXTS].map((name) => [name, kept[name]]).concat(kept.said);
  for (const key of kept.audience) fields.push(["audience", key]);
  for (const id of kept.photos) fields.push(["photo", id]);
  const response = await ask(form.dataset.keep, new URLSearchParams(fields), { keepalive: true }).catch(() => null);
  const isSame = JSON.parse(localStorage.getItem(place) ?? "null")?.at === kept.at;
  if (isSame && (response?.ok || response?.status === 422)) localStorage.removeItem(place);
}

function putBackSaid({ photos = [], said = [] }) {
  const wasSaid = new Set(said.map(([name, value]) => `${name}=${value}`));
  const texts = new Map(said);
  for (const input of form.querySelectorAll("[data-photo] input")) {
    if (!SAID.test(input.name) || !photos.includes(input.closest("[data-photo]").dataset.photo)) continue;
    if (input.type === "text") input.value = texts.get(input.name) ?? "";
    else input.checked = wasSaid.has(`${input.name}=${input.value}`);
  }
}

export function changed(pause = PAUSE) {
  edits += 1;
  keepHere();
  const now = Date.now();
  latest = Math.min(latest, now + (pause < PAUSE ? pause : MOST));
  clearTimeout(waiting);
  waiting = setTimeout(save, Math.max(0, Math.min(now + pause, latest) - now));
}

// One at a time, so that what was said last also arrives last.
async function save() {
  clearTimeout(waiting);
  latest = Infinity;
  isMissed = isSending;
  if (isSending) return;
  isSending = true;
  await send({ signal: AbortSignal.timeout(20_000) });
  isSending = false;
  if (isMissed) save();
}

async function send(options) {
  const shows = wantsSheet;
  const sent = edits;
  wantsSheet = false;
  try {
    const response = await ask(form.dataset.keep + (shows ? "?sheet" : ""), new URLSearchParams(fieldsOf(form)), options);
    if (isPlaced) return;
    if (response.status === 422) {
      saved = sent;
      state.textContent = await response.text(); // placed or dropped elsewhere, for one
      return;
    }
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    saved = Math.max(saved, sent);
    state.replaceChildren(...page.querySelectorAll("#draft-state"));
    if (edits > sent) {
      wantsSheet ||= shows; // typed on meanwhile: the next answer counts
      return;
    }
    localStorage.removeItem(place);
    if (shows) for (const id of ["never", "photos"]) document.getElementById(id).replaceWith(page.getElementById(id));
    form.dispatchEvent(new Event("kept"));
  } catch {
    wantsSheet ||= shows;
    state.textContent = state.dataset.lost;
  }
}

// The page goes, or may go: what has not arrived for certain is sent once more, past what is under way.
function leave() {
  if (isPlaced || edits === saved || edits === left) return;
  clearTimeout(waiting);
  left = edits;
  const isSmall = new URLSearchParams(fieldsOf(form)).toString().length < KEEPALIVE;
  send({ keepalive: isSmall });
}

function comeBack() {
  if (edits > saved && !isPlaced) save();
}

if (form) {
  form.enctype = "application/x-www-form-urlencoded"; // photos and papers go by themselves
  form.addEventListener("input", ({ target }) => {
    if (target.type !== "file") changed(["radio", "checkbox"].includes(target.type) ? TAP : PAUSE);
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name === "audience") wantsSheet = true;
    if (!target.matches("[data-name]") || !target.value) return;
    wantsSheet = true;
    save();
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    isPlaced = true;
    keepHere({ sent: true });
  });
  addEventListener("online", comeBack);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : comeBack()));
  addEventListener("pageshow", () => {
    isPlaced = false;
    comeBack();
  });
  // After the editor took over its text area and htmx has started: both hear what is put back.
  addEventListener("DOMContentLoaded", () => setTimeout(putBack));
}
