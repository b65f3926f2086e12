// Keeps the standings fresh without a reload; asks only while the page is looked at.
(() => {
  const regions = [...document.querySelectorAll("[data-live]")];
  if (!regions.length) return;
  async function refresh() {
    if (document.visibilityState !== "visible") return;
    try {
      const response = await fetch(location.href, { cache: "no-store" });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      page.querySelectorAll("[data-live]").forEach((fresh, index) => {
        const region = regions[index];
        if (!region || fresh.innerHTML === region.innerHTML) return;
        region.textContent = "";
        region.append(...fresh.childNodes);
      });
    } catch (error) { /* offline: the last standings stay */ }
  }
  setInterval(refresh, Number(regions[0].dataset.live) * 1000);
})();
