// The bar of the phone above the page has the school's own colour, which only its style sheet knows.
const dark = matchMedia("(prefers-color-scheme: dark)");

function colourBar() {
  const colour = getComputedStyle(document.documentElement).getPropertyValue(dark.matches ? "--accent-soft" : "--accent").trim();
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    if (colour && matchMedia(meta.media).matches) meta.content = colour;
  }
}

colourBar();
dark.addEventListener("change", colourBar);
