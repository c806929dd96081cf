// Applies filters as soon as they are ticked, without loading the page anew.
// Everything works without this script, by the form's button.
(() => {
  if (!document.querySelector(".facets")) return;
  document.documentElement.classList.add("live");
  let latest = 0;
  let shown = location.search;

  const address = () => {
    const values = new URLSearchParams(new FormData(document.getElementById("search")));
    if (!values.get("q")) values.delete("q");
    const text = values.toString();
    return "/" + (text ? "?" + text : "");
  };

  async function apply(box) {
    const turn = ++latest;
    const url = address();
    document.body.setAttribute("aria-busy", "true");
    let page;
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      location.assign(url);
      return;
    }
    if (turn !== latest) return; // a later tick has overtaken this one
    const unfolded = new Map([...document.querySelectorAll(".facets > details")].map((d) => [d.id, d.open]));
    document.title = page.title;
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
    for (const d of document.querySelectorAll(".facets > details")) {
      const was = unfolded.get(d.id);
      if (was !== undefined) d.open = was;
    }
    document.body.removeAttribute("aria-busy");
    history.pushState(null, "", url);
    shown = location.search;
    const again = [...document.querySelectorAll(".facets input")].find((i) => i.name === box.name && i.value === box.value);
    if (!again) return;
    const more = again.closest(".more");
    if (more) more.open = true;
    again.focus({ preventScroll: true });
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches(".facets input[type=checkbox]")) apply(event.target);
  });
  addEventListener("popstate", () => {
    if (location.search !== shown) location.reload();
  });
})();
