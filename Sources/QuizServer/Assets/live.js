// Keeps the standings fresh without a reload; asks only while the page is looked at.
(() => {
  const region = document.querySelector("[data-live]");
  if (!region) return;
  async function refresh() {
    if (document.visibilityState !== "visible") return;
    try {
      const response = await fetch(location.href, { cache: "no-store" });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-live]");
      if (!fresh || fresh.innerHTML === region.innerHTML) return;
      region.textContent = "";
      region.append(...fresh.childNodes);
    } catch (error) { /* offline: the last standings stay */ }
  }
  setInterval(refresh, Number(region.dataset.live) * 1000);
})();
