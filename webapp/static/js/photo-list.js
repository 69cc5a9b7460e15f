// The photos that lie with a draft: put in order by dragging or by buttons, blurred, taken away; and looked at again
// while they are made ready. Without script the same buttons send the form.
import { ask, changed, fieldsOf, save } from "./drafts.js";
import { blur, send } from "./photo-upload.js";

const PAUSE = 1500;
const form = document.querySelector("form[data-draft]");
const list = () => form.querySelector("[data-photo-list]");
const cards = () => [...list().children];
let looking = null;

function renumber() {
  cards().forEach((card, index) => {
    card.querySelector("[data-number]").textContent = index + 1;
    for (const button of card.querySelectorAll("[name=move]")) {
      button.setAttribute("aria-label", button.getAttribute("aria-label").replace(/\d+/, index + 1));
    }
  });
  form.querySelector("[data-photo-all]").hidden = cards().length < 2;
}

function prepare() {
  for (const part of form.querySelectorAll("[data-blur-photo], [data-grip]")) part.hidden = false;
  look();
}

function add(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const card of page.querySelectorAll("[data-photo]")) if (!document.getElementById(card.id)) list().append(card);
  renumber();
  prepare();
}

function look() {
  clearTimeout(looking);
  if (form.querySelector("[data-waiting]")) looking = setTimeout(lookAgain, PAUSE);
}

async function lookAgain() {
  for (const waiting of form.querySelectorAll("[data-waiting]")) {
    const card = waiting.closest("[data-photo]");
    const response = await ask(card.dataset.url).catch(() => null);
    if (response?.ok) card.querySelector("[data-picture]").innerHTML = await response.text();
  }
  look();
}

function move(card, isEarlier) {
  const other = isEarlier ? card.previousElementSibling : card.nextElementSibling;
  if (!other) return;
  other[isEarlier ? "before" : "after"](card);
  moved();
}

function moved() {
  renumber();
  changed();
}

async function remove(card, button) {
  const response = await ask(button.formAction, fieldsOf(form)).catch(() => null);
  if (!response?.ok) return;
  const next = card.nextElementSibling ?? card.previousElementSibling;
  card.remove();
  moved();
  (next?.querySelector("summary") ?? form.querySelector("[data-photo-drop] input")).focus();
}

async function blurAgain(card) {
  const picture = card.querySelector("[data-large]");
  if (!picture) return;
  const source = await (await fetch(picture.href)).blob();
  const blurred = await blur(source).catch(() => null);
  if (!blurred) return;
  const file = new File([blurred], "vervaagd.jpg", { type: "image/jpeg" });
  const answer = await send(card.dataset.url, "photo", [file], () => {}).catch(() => null);
  if (answer) card.querySelector("[data-picture]").innerHTML = answer;
  look();
}

function sayOfAll() {
  const chosen = form.querySelector("[name=shows-all]:checked")?.value;
  const named = new Set([...form.querySelectorAll("[name=child-all]:checked")].map((box) => box.value));
  for (const input of list().querySelectorAll("[data-who] input")) {
    if (input.type === "radio") input.checked = input.value === chosen;
    if (input.type === "checkbox") input.checked = chosen === "children" && named.has(input.value);
  }
  form.querySelector("[data-photo-all]").open = false;
  changed();
}

function drag(event) {
  const card = event.target.closest("[data-grip]")?.closest("[data-photo]");
  if (!card) return;
  event.preventDefault();
  const grip = event.target.closest("[data-grip]");
  grip.setPointerCapture(event.pointerId);
  card.classList.add("is-moved");
  grip.onpointermove = ({ clientX, clientY }) => {
    const over = document.elementFromPoint(clientX, clientY)?.closest("[data-photo]");
    if (!over || over === card || over.parentElement !== card.parentElement) return;
    // The others step aside: a card that is taken out of the page, were it for a moment, loses the finger on it.
    const comesAfter = card.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
    for (let isPast = false; !isPast; ) {
      const other = comesAfter ? card.nextElementSibling : card.previousElementSibling;
      card[comesAfter ? "before" : "after"](other);
      isPast = other === over;
    }
  };
  grip.onpointerup = grip.onpointercancel = () => {
    grip.onpointermove = grip.onpointerup = grip.onpointercancel = null;
    card.classList.remove("is-moved");
    moved();
  };
}

function click(event) {
  const card = event.target.closest("[data-photo]");
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches("[data-say-all]")) sayOfAll();
  else if (!card) return;
  else if (button.name === "move") move(card, button.value === "earlier");
  else if (button.matches("[data-remove-photo]")) remove(card, button);
  else if (button.matches("[data-blur-photo]")) blurAgain(card);
  else return;
  event.preventDefault();
  if (button.name === "move") button.focus();
}

if (form) {
  form.addEventListener("click", click);
  form.addEventListener("pointerdown", drag);
  form.addEventListener("photos-added", ({ detail }) => add(detail));
  form.addEventListener("kept", prepare);
  prepare();
}
