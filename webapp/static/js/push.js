// Notifications on this device. Every page tells the portal, once in a visit, that this browser still has its
// subscription; the page «Meldingen op dit apparaat» shows the part that fits what this browser can do.
const devices = document.querySelector("[data-devices]")?.dataset.devices; // only for who is signed in
const page = document.querySelector("[data-push]");
const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const PATIENCE = 20_000;

// Who asked for it here: a browser that then lost its subscription gets one again by itself; not for somebody else.
const person = document.querySelector("[data-devices]")?.dataset.person;
const memory = {
  get isOn() { return Boolean(person) && localStorage.getItem("push") === `on-${person}`; },
  set isOn(value) { localStorage.setItem("push", value ? `on-${person}` : "off"); },
};

class Problem extends Error {
  constructor(code, sentence) {
    super(code);
    Object.assign(this, { code, sentence });
  }
}

const within = (promise, code) =>
  Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Problem(code)), PATIENCE))]);

function isApple() {
  return /iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
}

// What this browser can do: install first, unsupported, or the permission: default, denied, granted.
function ability() {
  const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (isApple() && (navigator.standalone === false || !can)) return "install";
  return can ? Notification.permission : "unsupported";
}

const manager = async () => (await within(navigator.serviceWorker.ready, "worker")).pushManager;

async function ask(address, options) {
  const answer = await fetch(address, { redirect: "manual", ...options }).catch(() => {
    throw new Problem("network");
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Problem(answer.status === 410 ? "turned_off" : "refused", body.error);
  return body;
}

async function subscribe() {
  const { key } = await ask(`${devices}/key`);
  const push = await manager();
  const wish = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await within(push.subscribe(wish), "service");
  } catch (error) {
    if (error.name !== "InvalidStateError") throw error instanceof Problem ? error : new Problem("service");
    await (await push.getSubscription())?.unsubscribe(); // made with another key of ours
    return push.subscribe(wish);
  }
}

function tell(subscription, more = {}) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  return ask(devices, { method: "POST", headers, body: JSON.stringify({ ...subscription.toJSON(), ...more }) });
}

// Say that the subscription is there, or make it anew; null when nobody asked for it here, or it was turned off.
async function reconfirm(isWanted) {
  const found = await (await manager()).getSubscription();
  if (!found && !isWanted) return null;
  const subscription = found ?? (await subscribe());
  try {
    const { id } = await tell(subscription);
    memory.isOn = true;
    return id;
  } catch (problem) {
    if (problem.code !== "turned_off") throw problem;
    await subscription.unsubscribe();
    memory.isOn = false;
    return null;
  }
}

function show(state) {
  for (const part of page.querySelectorAll("[data-state]")) part.hidden = part.dataset.state !== state;
  if (state === "denied") showWay();
}

function showWay() {
  const ways = [["ios", isApple()], ["android", /Android/.test(navigator.userAgent)], ["firefox", /Firefox/.test(navigator.userAgent)],
    ["safari", /^((?!Chrom).)*Safari/.test(navigator.userAgent)], ["desktop", true]];
  const [way] = ways.find(([, fits]) => fits);
  for (const steps of page.querySelectorAll("[data-browser]")) steps.hidden = steps.dataset.browser !== way;
}

function complain(problem) {
  const code = page.querySelector(`[data-problem="${problem?.code}"]`) ? problem.code : "refused";
  for (const notice of page.querySelectorAll("[data-problem]")) {
    notice.hidden = !problem || notice.dataset.problem !== code;
    if (!notice.hidden && problem.sentence) notice.lastElementChild.textContent = problem.sentence;
  }
}

// The page that the server makes for this device, once; focus goes to what it says then.
function reload(id) {
  if (sessionStorage.getItem("push-shown") === String(id)) return;
  sessionStorage.setItem("push-shown", id);
  location.reload();
}

async function turnOn(button) {
  complain(null);
  button.setAttribute("aria-busy", "true");
  try {
    const permission = await Notification.requestPermission();
    if (permission === "denied") return focusOn("denied");
    if (permission !== "granted") throw new Problem("dismissed");
    const { id } = await tell(await subscribe(), { asked: true });
    memory.isOn = true;
    sessionStorage.setItem("push-told", "yes");
    sessionStorage.removeItem("push-shown");
    reload(id);
  } catch (problem) {
    complain(problem);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function focusOn(state) {
  show(state);
  page.querySelector(`[data-state="${state}"]`)?.focus();
}

async function turnOff(form) {
  memory.isOn = false;
  sessionStorage.removeItem("push-shown");
  const forget = manager().then((push) => push.getSubscription()).then((found) => found?.unsubscribe());
  await Promise.race([forget.catch(() => {}), new Promise((done) => setTimeout(done, 1000))]);
  form.submit();
}

async function start() {
  const can = ability();
  const known = page.dataset.device;
  if (can !== "granted") return show(can === "default" ? "ask" : can);
  try {
    const id = await reconfirm(Boolean(known) || memory.isOn);
    if (id && String(id) !== known) return reload(id);
    show(id ? "on" : "ask");
    if (id && sessionStorage.getItem("push-shown") === known) {
      sessionStorage.removeItem("push-shown");
      page.querySelector("[data-on]")?.focus();
    }
  } catch (problem) {
    if (known && problem.code === "network") return; // what the server knows stands, until there is a connection
    show("ask");
    complain(problem);
  }
}

async function resync() {
  if (sessionStorage.getItem("push-told") || ability() !== "granted") return;
  sessionStorage.setItem("push-told", "yes");
  await reconfirm(memory.isOn).catch(() => sessionStorage.removeItem("push-told"));
}

if (page) {
  page.querySelector("[data-push-on]").addEventListener("click", (event) => turnOn(event.currentTarget));
  page.querySelector("[data-reload]").addEventListener("click", () => location.reload());
  page.querySelector("[data-push-off]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    turnOff(event.currentTarget);
  });
  start();
} else if (devices) resync();
