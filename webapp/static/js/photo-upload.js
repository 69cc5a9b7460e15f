// Photos of a post: chosen, taken or dropped, looked at in a strip while they are still on this device only, blurred or
// left out, then sent one after the other (so their order stays), each with its progress.
import { ask, fieldsOf } from "./drafts.js";

const form = document.querySelector("form[data-draft]");
const area = form?.querySelector("[data-photo-adding]");
const find = (name) => area.querySelector(`[data-${name}]`);
const staged = new Map(); // list item → the file that will be sent
const refused = new Set(); // list items that the server will not have: they only say why
const WORDS = { empty: "wordsEmpty", paper: "wordsPaper", photo: "wordsNoPhoto" };
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
      else reject(new Error(sayWhy(request), { cause: request.status }));
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
  find("staging").hidden = total + refused.size === 0;
  find("send-photos").hidden = total === 0;
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

const KINDS = ["heic", "heix", "heim", "heis", "mif1", "msf1", "hevc"]; // what follows «ftyp», as core/pictures.py has it

// Why a file is no photo, by what it holds: "empty", "paper" (it belongs to the papers) or "photo"; "" where it is one.
async function problemWith(file) {
  const start = await file.slice(0, 12).arrayBuffer().then((bytes) => String.fromCharCode(...new Uint8Array(bytes)), () => null);
  if (start === null) return ""; // this browser cannot look: the server will
  if (!file.size) return "empty";
  const isPicture =
    /^(\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF[^]{4}WEBP)/.test(start) || (start.slice(4, 8) === "ftyp" && KINDS.includes(start.slice(8)));
  if (isPicture) return "";
  return /^(%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0)/.test(start) ? "paper" : "photo";
}

async function stage(files) {
  const problems = await Promise.all(files.map(problemWith));
  const said = files.map((file, index) => problems[index] && `${file.name}: ${area.dataset[WORDS[problems[index]]]}`);
  stageGood(files.filter((file, index) => !problems[index]));
  const wrong = said.filter(Boolean);
  if (wrong.length) tell([...wrong, find("photo-problem").textContent].filter(Boolean).join(" "));
}

function stageGood(files) {
  tell("");
  const list = find("staging-list");
  for (const file of files) {
    const there = form.querySelectorAll("[data-photo]").length + staged.size;
    if (there >= Number(area.dataset.most)) {
      tell(area.dataset.wordsMany);
      break; // those that were staged are counted all the same
    }
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
  refused.delete(item);
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
    if (problem.cause === 422) refuse(item);
    else item.querySelector("[data-again]").hidden = false;
  }
}

// Sending it again or blurring it makes it no better.
function refuse(item) {
  staged.delete(item);
  refused.add(item);
  item.querySelector("[data-blur-staged]").hidden = true;
  count();
}

function leaveOutSent(item) {
  URL.revokeObjectURL(item.querySelector("img").src);
  staged.delete(item);
  refused.delete(item);
  item.remove();
  count();
}

function dropAll() {
  tell("");
  [...staged.keys(), ...refused].forEach(leaveOutSent);
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
    else if (event.target.closest("[data-drop-photos]")) dropAll();
    else if (item && event.target.closest("[data-leave-out]")) leaveOut(item);
    else if (item && event.target.closest("[data-blur-staged]")) blurStaged(item);
    else if (item && event.target.closest("[data-again]")) sendAll([item]);
  });
  form.addEventListener("submit", keepFromForgetting, true);
  addEventListener("beforeunload", (event) => staged.size && !form.dataset.sending && event.preventDefault());
}

// Papers go as soon as they are chosen, one by one: a wrong one does not keep the others out. The list comes back.
function startFiles(part) {
  const input = part.querySelector("input[type=file]");
  const bar = part.querySelector("progress");
  const problem = part.querySelector("[data-file-problem]");
  input.removeAttribute("name");
  input.addEventListener("change", async () => {
    const problems = [];
    const files = [...input.files];
    problem.hidden = true;
    bar.hidden = false;
    for (const [index, file] of files.entries()) {
      try {
        const list = await send(part.dataset.url, "papers", [file], (share) => (bar.value = (index + share) / files.length));
        part.querySelector("[data-files]").outerHTML = list;
      } catch ({ cause, message }) {
        problems.push(cause === 422 ? message : `${file.name}: ${message || area.dataset.wordsLost}`);
      }
    }
    problem.textContent = problems.join(" ");
    problem.hidden = !problems.length;
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
