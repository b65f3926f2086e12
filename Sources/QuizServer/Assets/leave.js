// Leaving a shared device leaves nothing behind; the first mistake of a form gets the focus.
(() => {
  for (const form of document.querySelectorAll("[data-leave]")) {
    form.addEventListener("submit", () => sessionStorage.clear());
  }
  const problem = document.querySelector(".problem[role=alert]:not([hidden])");
  if (problem) problem.focus();
})();
