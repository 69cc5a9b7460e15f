// Writing a post: a <textarea data-rich-text> becomes an editor with bold, italic, lists and links.
// The textarea keeps the value, so the form is sent as it would be without script. The server cleans what it gets.
import Squire from "squire-rte";
import "./drafts.js";
import "./photo-upload.js";
import "./photo-list.js";

const ALLOWED = new Set(["P", "DIV", "BR", "B", "STRONG", "I", "EM", "UL", "OL", "LI", "A"]);

// What is pasted or loaded: only plain structure, and of attributes only a link's address.
function plainFragment(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const element of [...parsed.body.querySelectorAll("*")].reverse()) {
    if (["SCRIPT", "STYLE", "TEMPLATE"].includes(element.tagName)) {
      element.remove();
    } else if (!ALLOWED.has(element.tagName)) {
      element.replaceWith(...element.childNodes);
    } else {
      const address = element.tagName === "A" ? element.getAttribute("href") : null;
      for (const { name } of [...element.attributes]) element.removeAttribute(name);
      if (address && /^(https?:|mailto:|tel:)/i.test(address)) element.setAttribute("href", address);
    }
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...[...parsed.body.childNodes].map((node) => document.importNode(node, true)));
  return fragment;
}

const COMMANDS = {
  bold: { tag: "B", on: (editor) => editor.bold(), off: (editor) => editor.removeBold() },
  italic: { tag: "I", on: (editor) => editor.italic(), off: (editor) => editor.removeItalic() },
  list: { tag: "UL", on: (editor) => editor.makeUnorderedList(), off: (editor) => editor.removeList() },
  numbers: { tag: "OL", on: (editor) => editor.makeOrderedList(), off: (editor) => editor.removeList() },
};

function link(editor, question) {
  if (editor.hasFormat("A")) return editor.removeLink();
  const typed = window.prompt(question, "https://");
  if (typed && typed !== "https://") editor.makeLink(/^[a-z]+:/i.test(typed) ? typed : `https://${typed}`);
}

function enhance(area) {
  const box = area.closest("[data-editor]");
  const bar = box?.querySelector("[data-editor-bar]");
  const root = document.createElement("div");
  root.className = "editor rich-text";
  root.setAttribute("role", "textbox");
  root.setAttribute("aria-multiline", "true");
  root.setAttribute("aria-labelledby", `${area.id}-label`);
  area.after(root);
  area.hidden = true;
  area.required = false;
  const editor = new Squire(root, { blockTag: "P", sanitizeToDOMFragment: plainFragment });
  editor.setHTML(area.value);
  const keep = () => {
    const html = editor.getHTML();
    area.value = root.textContent.trim() ? html : "";
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  editor.addEventListener("input", keep);
  area.addEventListener("restore", () => editor.setHTML(area.value));
  if (!bar) return;
  bar.hidden = false;
  const show = () => {
    for (const [name, { tag }] of Object.entries(COMMANDS)) {
      bar.querySelector(`[data-command=${name}]`)?.setAttribute("aria-pressed", String(editor.hasFormat(tag)));
    }
  };
  editor.addEventListener("pathChange", show);
  editor.addEventListener("select", show);
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-command]");
    if (!button) return;
    const command = COMMANDS[button.dataset.command];
    if (command) command[editor.hasFormat(command.tag) ? "off" : "on"](editor);
    else link(editor, button.dataset.question);
    keep();
    show();
  });
}

for (const area of document.querySelectorAll("textarea[data-rich-text]")) enhance(area);
