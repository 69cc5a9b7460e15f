// A file field that also takes a file dropped on it, and says which file it holds.
for (const area of document.querySelectorAll("[data-file-drop]")) {
  const input = area.querySelector('input[type="file"]');
  const name = area.querySelector("[data-file-name]");
  if (!input) continue;
  const tell = () => {
    if (name) name.textContent = [...input.files].map((file) => file.name).join(", ");
    area.classList.toggle("has-file", input.files.length > 0);
  };
  input.addEventListener("change", tell);
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => {
      event.preventDefault();
      area.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) area.addEventListener(kind, () => area.classList.remove("is-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      tell();
    }
  });
}
