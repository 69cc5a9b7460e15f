// Photos of a post: chosen, taken or dropped, looked at in a strip while they are still on this device only, blurred or
// left out, then sent one after the other (so their order stays), each with its progress.
import { ask, fieldsOf } from "./drafts.js";

const form = document.querySelector("form[data-draft]");
const area = form?.querySelector("[data-photo-adding]");
const find = (name) => area.querySelector(`[data-${name}]`);
const staged = new Map(); // list item → the file that will be sent
let isSending = false;

// Sends the form with files, as XMLHttpRequest: fetch tells nothing of what has gone up.
export function send(url, name, files, onProgress) {
  const body = fieldsOf(form);
  for (const file of files) body.append(name, file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("load", () => {
      const signIn = request.getResponseHeader("HX-Redirect"); // signed out meanwhile; the draft is kept
      if (signIn) location.assign(signIn);
      else if (request.status === 200) resolve(request.responseText);
      else reject(new Error(sayWhy(request)));
    });
    request.addEventListener("error", () => reject(new Error("")));
    request.send(body);
  });
}

function sayWhy({ status, responseText }) {
  if (status === 422) return responseText;
  return { 413: area.dataset.wordsHeavy, 429: area.dataset.wordsOften }[status] ?? "";
}

function tell(problem) {
  const place = find("photo-problem");
  place.textContent = problem ?? "";
  place.hidden = !problem;
}

function count() {
  const total = staged.size;
  find("staging").hidden = total === 0;
  if (!total) tell("");
  find("send-photos").textContent = total === 1 ? area.dataset.one : area.dataset.many.replace("#", total);
}

function show(item, file) {
  const image = item.querySelector("img");
  URL.revokeObjectURL(image.src);
  image.hidden = false;
  image.src = URL.createObjectURL(file);
  image.onerror = () => {
    image.hidden = true;
    item.querySelector(".staged-blank").hidden = false;
    note(item, area.dataset.wordsUnseen);
  };
}

function note(item, text) {
  const place = item.querySelector(".staged-note");
  place.textContent = text;
  place.hidden = !text;
}

function stage(files) {
  tell("");
  const list = find("staging-list");
  for (const file of files) {
    const there = form.querySelectorAll("[data-photo]").length + staged.size;
    if (there >= Number(area.dataset.most)) return tell(area.dataset.wordsMany);
    const item = find("staged").content.firstElementChild.cloneNode(true);
    item.querySelector(".staged-name").textContent = file.name;
    staged.set(item, file);
    list.append(item);
    show(item, file);
    if (file.size > Number(area.dataset.largest)) note(item, area.dataset.wordsLarge);
  }
  count();
}

function leaveOut(item) {
  URL.revokeObjectURL(item.querySelector("img").src);
  const next = item.nextElementSibling ?? item.previousElementSibling;
  staged.delete(item);
  item.remove();
  count();
  (next?.querySelector("[data-leave-out]") ?? find("photo-drop").querySelector("input"))?.focus();
}

export async function blur(source) {
  const { blurPhoto } = await import(area.dataset.blur);
  return blurPhoto(document.getElementById("blur"), source);
}

async function blurStaged(item) {
  const file = staged.get(item);
  try {
    const blurred = await blur(file);
    if (!blurred) return;
    staged.set(item, new File([blurred], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
    note(item, "");
    show(item, staged.get(item));
  } catch {
    note(item, area.dataset.wordsUndrawn);
  }
}

async function sendOne(item) {
  const bar = item.querySelector("progress");
  item.classList.add("is-sending");
  item.querySelector("[data-again]").hidden = true;
  bar.hidden = false;
  note(item, "");
  try {
    const cards = await send(area.dataset.url, "photos", [staged.get(item)], (part) => (bar.value = part));
    leaveOutSent(item);
    form.dispatchEvent(new CustomEvent("photos-added", { detail: cards }));
  } catch (problem) {
    item.classList.remove("is-sending");
    bar.hidden = true;
    note(item, problem.message || area.dataset.wordsLost);
    item.querySelector("[data-again]").hidden = false;
  }
}

function leaveOutSent(item) {
  URL.revokeObjectURL(item.querySelector("img").src);
  staged.delete(item);
  item.remove();
  count();
}

async function sendAll(items) {
  if (isSending) return;
  isSending = true;
  find("send-photos").setAttribute("aria-busy", "true");
  for (const item of items) if (staged.has(item)) await sendOne(item);
  find("send-photos").removeAttribute("aria-busy");
  isSending = false;
}

// Who chose photos and places the post without having sent them, is told so: they would be missing.
function keepFromForgetting(event) {
  if (!staged.size) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tell(area.dataset.wordsUnsent);
  find("send-photos").focus();
}

function startPhotos() {
  for (const input of area.querySelectorAll("input[type=file]")) {
    input.removeAttribute("name");
    input.addEventListener("change", () => {
      stage([...input.files]);
      input.value = "";
    });
  }
  find("drop-hint").hidden = false;
  form.querySelectorAll("[data-plain]").forEach((button) => button.remove());
  const drop = find("photo-drop");
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("is-over", ["dragenter", "dragover"].includes(kind));
      if (kind === "drop") stage([...event.dataTransfer.files]);
    });
  }
  area.addEventListener("click", (event) => {
    const item = event.target.closest(".staged");
    if (event.target.closest("[data-send-photos]")) sendAll([...staged.keys()]);
    else if (event.target.closest("[data-drop-photos]")) [...staged.keys()].forEach(leaveOutSent);
    else if (item && event.target.closest("[data-leave-out]")) leaveOut(item);
    else if (item && event.target.closest("[data-blur-staged]")) blurStaged(item);
    else if (item && event.target.closest("[data-again]")) sendAll([item]);
  });
  form.addEventListener("submit", keepFromForgetting, true);
  addEventListener("beforeunload", (event) => staged.size && !form.dataset.sending && event.preventDefault());
}

// Papers go as soon as they are chosen; the list comes back.
function startFiles(part) {
  const input = part.querySelector("input[type=file]");
  const bar = part.querySelector("progress");
  const problem = part.querySelector("[data-file-problem]");
  input.removeAttribute("name");
  input.addEventListener("change", async () => {
    problem.hidden = true;
    bar.hidden = false;
    try {
      const list = await send(part.dataset.url, "papers", [...input.files], (share) => (bar.value = share));
      part.querySelector("[data-files]").outerHTML = list;
    } catch (reason) {
      problem.textContent = reason.message || area.dataset.wordsLost;
      problem.hidden = false;
    }
    bar.hidden = true;
    input.value = "";
  });
  part.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-remove-file]");
    if (!button) return;
    event.preventDefault();
    const response = await ask(button.formAction, fieldsOf(form)).catch(() => null);
    if (response?.ok) button.closest("li").remove();
    input.focus();
  });
}

if (area) {
  startPhotos();
  startFiles(form.querySelector("[data-file-adding]"));
}
