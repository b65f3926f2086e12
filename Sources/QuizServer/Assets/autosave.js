// Sends a full snapshot of the answers on every change. What could not be sent stays in the page's storage, survives a
// reload, and is sent again until the server has it. The server decides by sequence number and by its own clock.
(() => {
  const form = document.getElementById("paper");
  if (!form) return;
  const attempt = form.dataset.attempt;
  const saved = document.getElementById("saved");
  const signedOut = document.getElementById("signed-out");
  const key = "answers-" + attempt;
  let sequence = Number(form.dataset.sequence);
  let sending = null;
  let wait = 1000;
  let timer;

  function snapshot() {
    const answers = {};
    for (const question of form.querySelectorAll(".question")) {
      const number = question.dataset.number;
      const text = question.querySelector("input[type=text]");
      if (text) {
        const value = Number(text.value.trim().replace(",", "."));
        if (text.value.trim() && Number.isFinite(value)) answers[number] = value;
        continue;
      }
      const chosen = [...question.querySelectorAll("input:checked")].map((input) => input.value);
      if (chosen.length) answers[number] = chosen;
    }
    return answers;
  }

  function restore(answers) {
    for (const question of form.querySelectorAll(".question")) {
      const answer = answers[question.dataset.number];
      for (const input of question.querySelectorAll("input")) {
        if (input.type === "text") input.value = answer === undefined ? "" : answer;
        else input.checked = Array.isArray(answer) && answer.includes(input.value);
      }
    }
    document.dispatchEvent(new Event("answers-restored"));
  }

  const pending = () => JSON.parse(sessionStorage.getItem(key) || "null");

  async function drain() {
    let unsent;
    while ((unsent = pending())) {
      try {
        const response = await fetch(`/api/v1/attempts/${attempt}/answers`, {
          method: "PUT", headers: { "content-type": "application/json" },
          body: JSON.stringify({ sequence: sequence + 1, answers: unsent }),
        });
        const body = await response.json();
        signedOut.hidden = response.status !== 401;
        if (response.ok) {
          sequence = body.sequence;
          if (wait > 1000) document.dispatchEvent(new Event("saved-again"));
          wait = 1000;
          if (JSON.stringify(pending()) === JSON.stringify(unsent)) sessionStorage.removeItem(key);
          saved.textContent = "✓ " + form.dataset.saved;
        } else if (body.code === "stale-sequence" && body.sequence > sequence) {
          // Another device has saved since, or the reply to this one was lost: the newest answers go after those.
          sequence = body.sequence;
        } else if (["attempt-over", "attempt-void", "not-found"].includes(body.code)) {
          sessionStorage.removeItem(key);
          location.assign(`/attempts/${attempt}/result`);
          return false;
        } else {
          throw new Error(response.status);
        }
      } catch (error) {
        saved.textContent = signedOut.hidden ? form.dataset.unsent : "";
        timer = setTimeout(send, wait);
        wait = Math.min(wait * 2, 15000);
        return false;
      }
    }
    return true;
  }

  // One at a time; whoever asks meanwhile waits for the same answer.
  function send() {
    clearTimeout(timer);
    if (!sending) {
      sending = drain();
      const finished = () => (sending = null);
      sending.then(finished, finished);
    }
    return sending;
  }

  function keep() {
    sessionStorage.setItem(key, JSON.stringify(snapshot()));
    send();
  }

  form.addEventListener("change", keep);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await send()) location.assign(`/attempts/${attempt}/submission`);
  });
  document.addEventListener("time-up", async () => {
    await send();
    // Where each question has its own time, the next one comes now.
    if (form.hasAttribute("data-advances")) {
      location.replace(location.pathname);
      return;
    }
    // The server ends the attempt 3 s after its deadline; everybody's time may be up at the same moment.
    setTimeout(() => location.assign(`/attempts/${attempt}/result`), 3500 + Math.random() * 1500);
  });
  addEventListener("online", send);
  const unsent = pending();
  if (unsent) {
    restore(unsent);
    send();
  }
})();
