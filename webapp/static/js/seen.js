// A post that was on the screen for a second counts as seen: told in one request for all that scrolled by.
const WAIT = 1000;

function watch(feed) {
  const timers = new Map();
  let batch = [];
  const tell = () => {
    if (!batch.length) return;
    const body = new FormData();
    for (const id of batch) body.append("post", id);
    batch = [];
    const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
    fetch(feed.dataset.markSeen, { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => {});
  };
  let telling;
  const seen = (post) => {
    observer.unobserve(post);
    delete post.dataset.unseen;
    batch.push(post.dataset.post);
    clearTimeout(telling);
    telling = setTimeout(tell, WAIT);
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (isIntersecting) timers.set(target, setTimeout(() => seen(target), WAIT));
    }
  }, { threshold: [0, 0.3], rootMargin: "0px 0px -15% 0px" });
  const observe = () => {
    for (const post of feed.querySelectorAll("[data-unseen]:not([data-watched])")) {
      post.dataset.watched = "yes";
      observer.observe(post);
    }
  };
  observe();
  new MutationObserver(observe).observe(feed, { childList: true });
  addEventListener("pagehide", tell);
}

for (const feed of document.querySelectorAll("[data-mark-seen]")) watch(feed);
