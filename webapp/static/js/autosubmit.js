// A filter with data-autosubmit is applied as soon as it is chosen; without script its button does it.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-autosubmit]");
  if (form) form.requestSubmit();
});
for (const button of document.querySelectorAll("form[data-autosubmit] [data-apply]")) button.hidden = true;
