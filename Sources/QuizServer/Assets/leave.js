// Leaving a shared device leaves nothing behind; the first mistake of a form gets the focus.
(() => {
  for (const form of document.querySelectorAll("[data-leave]")) {
    form.addEventListener("submit", () => sessionStorage.clear());
  }
  document.querySelector(".problem[role=alert]")?.focus();
})();
