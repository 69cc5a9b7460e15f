// What was kept in this browser of a post that is being written (drafts.js) goes when the post is placed: the server
// says so by an address that ends in #published. Beginning anew (#fresh) drops it as well.
if (["#published", "#fresh"].includes(location.hash)) {
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith("draft:")) continue;
    const isSent = JSON.parse(localStorage.getItem(name) ?? "{}").sent;
    if (isSent || location.hash === "#fresh") localStorage.removeItem(name);
  }
  history.replaceState(null, "", location.pathname + location.search);
}
