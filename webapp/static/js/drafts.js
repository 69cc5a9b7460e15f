// A post that is being written is kept on the server, a second after the last key: it is there on another device too,
// and its photos lie with it. In this browser only what could not be sent is kept (no connection, a closed tab), under
// the token of the form: when the page opens again, it is put back and sent. It goes when it was saved or placed
// (published.js). Signing out empties the store.
const PAUSE = 900;
const TEXTS = ["title", "body"];
const form = document.querySelector("form[data-draft]");
const place = form && `draft:${form.dataset.draft}`;

const state = form?.querySelector("[data-draft-state]");
let waiting = null;
let isDirty = false;
let isPlaced = false;
let audienceChanged = false;

export const fieldsOf = (form) => {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  return fields;
};

// A change asked of the server by script: answered with a piece of the page, or refused with a sentence.
export function ask(url, body) {
  const headers = { "HX-Request": "true", "X-CSRFToken": form.elements.csrf_token.value };
  return fetch(url, { method: body ? "POST" : "GET", body, headers, redirect: "manual", keepalive: body instanceof URLSearchParams });
}

function keepHere(more) {
  const fields = fieldsOf(form);
  const kept = { ...more, key: fields.get("key"), audience: fields.getAll("audience") };
  for (const name of TEXTS) kept[name] = fields.get(name);
  localStorage.setItem(place, JSON.stringify(kept));
}

function putBack() {
  const kept = JSON.parse(localStorage.getItem(place) ?? "null");
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
  changed();
}

export function changed() {
  isDirty = true;
  keepHere();
  clearTimeout(waiting);
  waiting = setTimeout(() => save(), PAUSE);
}

export async function save(all = false) {
  clearTimeout(waiting);
  const shows = all || audienceChanged;
  isDirty = audienceChanged = false;
  try {
    const response = await ask(form.dataset.keep + (shows ? "?sheet" : ""), new URLSearchParams(fieldsOf(form)));
    if (isPlaced) return;
    if (response.status === 422) {
      state.textContent = await response.text(); // placed or dropped elsewhere, for one
      return;
    }
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (isDirty) return; // typed on meanwhile: the next answer counts
    localStorage.removeItem(place);
    state.replaceChildren(...page.querySelectorAll("#draft-state"));
    if (shows) for (const id of ["never", "photos"]) document.getElementById(id).replaceWith(page.getElementById(id));
    form.dispatchEvent(new Event("kept"));
  } catch {
    isDirty = true;
    audienceChanged ||= shows;
    state.textContent = state.dataset.lost;
  }
}

if (form) {
  form.enctype = "application/x-www-form-urlencoded"; // photos and papers go by themselves
  form.addEventListener("input", (event) => event.target.type !== "file" && changed());
  form.addEventListener("change", (event) => {
    if (event.target.name === "audience") audienceChanged = true;
    if (event.target.matches("[data-name]") && event.target.value) save(true);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    isPlaced = true;
    keepHere({ sent: true });
  });
  addEventListener("online", () => isDirty && save());
  addEventListener("pagehide", () => isDirty && !isPlaced && save());
  addEventListener("pageshow", () => (isPlaced = false));
  // After the editor took over its text area and htmx has started: both hear what is put back.
  addEventListener("DOMContentLoaded", () => setTimeout(putBack));
}
