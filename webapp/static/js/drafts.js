// A form with data-draft="name" survives a closed tab: what is typed is kept in this browser until it is sent.
// The server's answer decides what was sent: after a success the address ends in #published. Signing out empties the store.
const store = (name) => `draft:${name}`;

if (location.hash === "#published") {
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) dropSent(key);
  history.replaceState(null, "", location.pathname + location.search);
}

function dropSent(key) {
  if (JSON.parse(localStorage.getItem(key) ?? "{}").sent) localStorage.removeItem(key);
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type));
}

function read(form) {
  const kept = {};
  for (const field of fieldsOf(form)) {
    if (field.type === "checkbox") (kept[field.name] ??= []).push(...(field.checked ? [field.value] : []));
    else kept[field.name] = field.value;
  }
  return kept;
}

function write(form, kept) {
  for (const field of fieldsOf(form)) {
    if (!(field.name in kept)) continue;
    if (field.type === "checkbox") field.checked = kept[field.name].includes(field.value);
    else field.value = kept[field.name];
    field.dispatchEvent(new Event("restore"));
    if (field.type === "checkbox" && field.checked) field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const isEmpty = (form) => fieldsOf(form).every((field) => field.type === "checkbox" || !field.value.trim());

function keep(form) {
  const key = store(form.dataset.draft);
  const before = read(form);
  const notice = form.querySelector("[data-draft-notice]");
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept && isEmpty(form)) {
    write(form, kept.fields);
    if (notice) notice.hidden = false;
  }
  form.addEventListener("input", () => {
    if (isEmpty(form)) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ fields: read(form) }));
  });
  form.addEventListener("submit", () => localStorage.setItem(key, JSON.stringify({ fields: read(form), sent: true })));
  form.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    localStorage.removeItem(key);
    write(form, before);
    notice.hidden = true;
  });
}

// After the editor has taken over its text area and htmx has started (it waits a turn): both hear what is restored.
addEventListener("DOMContentLoaded", () => {
  setTimeout(() => {
    for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
  });
});
