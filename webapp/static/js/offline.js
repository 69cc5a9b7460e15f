// The page without a connection tries again by itself: when the connection is back, or somebody looks at it again.
if (document.querySelector("[data-offline]")) {
  addEventListener("online", () => location.reload());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && navigator.onLine) location.reload();
  });
}
