// Each htmx request carries the form token; what went wrong is told in a toast, never swapped into the page.
import { showToast } from "./toasts.js";

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const words = () => document.getElementById("toasts")?.dataset ?? {};

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.request.method !== "GET") ctx.request.headers["X-CSRFToken"] = token();
});

document.addEventListener("htmx:before:response", (event) => {
  const { status } = event.detail.ctx.response;
  if (status >= 400 && status !== 422 && status !== 410) {
    event.preventDefault();
    showToast(words().broken, "error");
  }
});

document.addEventListener("htmx:error", () => showToast(words().lost, "error"));
