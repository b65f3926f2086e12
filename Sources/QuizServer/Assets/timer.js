// The time left, by the server's clock: the page says how many milliseconds were left when it was made, and the
// monotonic clock of the browser counts from there. The clock of the device does not matter.
(() => {
  const form = document.getElementById("paper");
  if (!form) return;
  const shown = document.getElementById("time");
  const spoken = document.getElementById("spoken");
  const whole = Number(form.dataset.left);
  let end = performance.now() + whole;
  const said = new Set();

  // An answer saved tells the time anew: a phone that slept has a monotonic clock that stood still.
  async function resynchronise() {
    try {
      const response = await fetch(`/api/v1/attempts/${form.dataset.attempt}`, { cache: "no-store" });
      if (!response.ok) return;
      const { attempt, paper } = await response.json();
      const until = paper.clock ? paper.clock.endsAt : attempt.deadline;
      // After an outage there is more time, and something to tell.
      if (attempt.state !== "open" || attempt.creditedMs !== Number(form.dataset.credited)) location.reload();
      else end = performance.now() + (Date.parse(until) - Date.parse(attempt.serverTime));
    } catch (error) { /* offline: the last known time goes on */ }
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && resynchronise());
  addEventListener("online", resynchronise);
  document.addEventListener("saved-again", resynchronise);

  function tick() {
    const left = Math.max(0, end - performance.now());
    const seconds = Math.ceil(left / 1000);
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    shown.parentElement.classList.toggle("late", left < 60000);
    for (const moment of [whole / 2, 300000, 60000]) {
      if (left <= moment && left > moment - 5000 && !said.has(moment)) {
        said.add(moment);
        spoken.textContent = `${form.dataset.leftWords} ${Math.round(moment / 60000)} ${form.dataset.minutes}`;
      }
    }
    if (left > 0) setTimeout(tick, 250);
    else document.dispatchEvent(new Event("time-up"));
  }
  tick();
})();
