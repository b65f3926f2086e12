// Keeps the standings fresh without a reload; asks only while the page is looked at, and hears mostly "nothing new".
(() => {
  const regions = [...document.querySelectorAll("[data-live]")];
  if (!regions.length) return;
  let tag = "";
  async function refresh() {
    if (document.visibilityState !== "visible") return 1;
    const response = await fetch(location.href, { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
    if (response.status === 304) return 1;
    if (!response.ok) return 10;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    tag = response.headers.get("ETag") || "";
    const fresh = [...page.querySelectorAll("[data-live]")];
    if (fresh.length !== regions.length) return location.reload();
    fresh.forEach((part, index) => {
      const region = regions[index];
      if (part.innerHTML === region.innerHTML) return;
      region.textContent = "";
      region.append(...part.childNodes);
    });
    return 1;
  }
  // The next question waits for the last answer: a slow server is asked less often, and not by all at once.
  async function again() {
    let seconds = 10;
    try { seconds = await refresh() || 10; } catch (error) { /* offline: the last standings stay */ }
    setTimeout(again, seconds * (900 + 200 * Math.random()));
  }
  setTimeout(again, 1000);
})();
