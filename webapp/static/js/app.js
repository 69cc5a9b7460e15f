// What every page gets: htmx, and small behaviours that make plain HTML pleasanter. Nothing here is needed to use a form.
import "htmx.org/dist/htmx.esm.js";
import "./requests.js";
import "./toasts.js";
import "./menu.js";
import "./dialog.js";
import "./password.js";
import "./code-input.js";
import "./file-drop.js";
import "./sending.js";
import "./autosubmit.js";
import "./focus.js";
import "./polling.js";
import "./check-all.js";
import "./seen.js";
import "./drafts.js";
import "./opened.js";
import "./push.js";
