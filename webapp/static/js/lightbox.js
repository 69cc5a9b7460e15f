// Photos over the whole screen: <… data-photos> holds links <a data-photo="large" data-caption="…" href="/photos/7">.
// A tap opens one, a swipe or an arrow goes on; Escape, the cross and the back button close it. What can be asked about
// the photo comes from its own page. Without script each link is that page.
import htmx from "htmx.org/dist/htmx.esm.js";

const SWIPE = 0.18; // of the width: less is a tap that trembled
const FLING = 0.45; // pixels a millisecond
const REST = 350; // milliseconds on a photo before its page is asked

const box = document.getElementById("lightbox");
const at = (name) => box.querySelector(`[data-lightbox-${name}]`);

function lightbox() {
  const [count, stage, track, caption, about] = ["count", "stage", "track", "caption", "about"].map(at);
  const steps = [...box.querySelectorAll("[data-lightbox-step]")];
  let links = [];
  let here = 0;
  let resting;
  let drag = null;

  // A photo comes at once in the size that the page has already, then large.
  function slide(link) {
    const place = document.createElement("div");
    if (!link) return place;
    const image = new Image();
    image.alt = link.dataset.caption || link.querySelector("img:last-of-type")?.alt || link.textContent.trim();
    image.draggable = false;
    image.decoding = "async";
    const large = new Image();
    large.onload = () => (image.src = large.src);
    image.src = link.querySelector("img:last-of-type")?.currentSrc || link.dataset.photo;
    large.src = link.dataset.photo;
    place.append(image);
    return place;
  }

  function show(index) {
    here = index;
    const link = links[here];
    track.classList.remove("is-snapping");
    track.style.translate = "";
    track.replaceChildren(slide(links[here - 1]), slide(link), slide(links[here + 1]));
    for (const [number, place] of [...track.children].entries()) place.inert = number !== 1;
    count.textContent = count.dataset.words.replace("##", links.length).replace("#", here + 1);
    caption.textContent = link.dataset.caption;
    steps[0].disabled = here === 0;
    steps[1].disabled = here === links.length - 1;
    about.replaceChildren();
    clearTimeout(resting);
    resting = setTimeout(() => htmx.ajax("GET", link.href, { target: about, swap: "innerHTML" }), REST);
  }

  const goTo = (index) => {
    const next = Math.min(Math.max(index, 0), links.length - 1);
    if (next !== here) show(next);
  };

  // Let the photo slide to its place, then make it the middle one.
  function snap(step) {
    const isLast = !links[here + step];
    const goal = isLast ? 0 : step;
    track.classList.add("is-snapping");
    track.style.translate = `${(goal + 1) * -100}%`;
    const settle = () => {
      track.classList.remove("is-snapping");
      if (goal) show(here + goal);
    };
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) settle();
    else track.addEventListener("transitionend", settle, { once: true });
  }

  function open(link) {
    links = [...link.closest("[data-photos]").querySelectorAll("a[data-photo]")];
    show(links.indexOf(link));
    box.showModal();
    history.pushState({ lightbox: true }, "");
  }

  box.addEventListener("close", () => {
    clearTimeout(resting);
    track.replaceChildren();
    about.replaceChildren();
    if (history.state?.lightbox) history.back();
    const link = links[here];
    (link?.offsetParent ? link : link?.closest("[data-photos]").querySelector("li:not([hidden]):last-of-type a"))?.focus();
  });
  addEventListener("popstate", () => box.open && box.close());
  at("close").addEventListener("click", () => box.close());
  for (const step of steps) {
    step.addEventListener("click", () => {
      goTo(here + Number(step.dataset.lightboxStep));
      if (step.disabled) steps.find((other) => !other.disabled)?.focus();
    });
  }
  box.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea")) return;
    const goal = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: links.length - 1 }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    goTo(goal);
  });

  // One finger swipes; two fingers, or a photo that is zoomed in, are the browser's own.
  const isZoomed = () => (visualViewport?.scale ?? 1) > 1.01;
  visualViewport?.addEventListener("resize", () => box.classList.toggle("is-zoomed", isZoomed()));
  stage.addEventListener("pointerdown", (event) => {
    drag = event.isPrimary && event.button === 0 && !isZoomed() ? { from: event.clientX, at: event.timeStamp, id: event.pointerId } : null;
    if (drag) stage.setPointerCapture(drag.id);
    track.classList.remove("is-snapping");
  });
  stage.addEventListener("pointermove", (event) => {
    if (drag?.id !== event.pointerId) return;
    const moved = event.clientX - drag.from;
    const isHeld = !links[here - Math.sign(moved)];
    track.style.translate = `calc(-100% + ${isHeld ? moved / 4 : moved}px)`;
  });
  const release = (event) => {
    if (drag?.id !== event.pointerId) return;
    const moved = event.clientX - drag.from;
    const speed = Math.abs(moved) / Math.max(event.timeStamp - drag.at, 1);
    drag = null;
    const isSwipe = event.type === "pointerup" && (Math.abs(moved) > stage.clientWidth * SWIPE || (speed > FLING && Math.abs(moved) > 20));
    if (moved) snap(isSwipe ? -Math.sign(moved) : 0);
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  return open;
}

if (box?.showModal) {
  const open = lightbox();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-photo]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !link.closest("[data-photos]")) return;
    event.preventDefault();
    open(link);
  });
}
